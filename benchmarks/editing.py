"""What an edit costs beyond its own file: a rename, a changed signature, a request that is given up."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import generate
from client import PUSH, Client, connect, place, span
from generate import Configurable
from measure import Figure
from workspaces import bindings, package, workspace, write_files

CONFIGURABLES = 200
FILES = 200
BINDINGS_EACH = 5
ROUNDS = 20


def measure() -> Iterator[Figure]:
    """Time them in a project whose 200 configs bind one parameter 1,000 times."""
    known = generate.configurables(CONFIGURABLES)
    folder = _workspace(known)
    with connect() as client:
        client.initialize(folder, PUSH)
        client.wait_until_quiet()
        module = folder / f"{known[0].module.replace('.', '/')}.py"
        text = module.read_text(encoding="utf-8")
        client.open(module.as_uri(), text, "python")
        config = folder / "bindings/part_000.gin"
        client.open(config.as_uri(), config.read_text(encoding="utf-8"))
        yield _renamed(client, config, known[0])
        yield _changed(client, module, config, known[0])
        yield _cancelled(client, config)


def _workspace(known: list[Configurable]) -> Path:
    texts = {**package(known), **bindings(known[0], FILES, BINDINGS_EACH)}
    return workspace("editing", lambda folder: write_files(folder, texts))


def _renamed(client: Client, config: Path, one: Configurable) -> Figure:
    column = config.read_text(encoding="utf-8").index(f".{one.parameters[0]}") + 1
    params = {**place(config.as_uri(), 0, column), "newName": "renamed"}
    answers = [client.request("textDocument/rename", params) for _ in range(ROUNDS)]
    first, *later = (answer.seconds for answer in answers)
    changes = answers[-1].content["changes"]
    count = sum(map(len, changes.values()))
    note = f"{count:,} edits in {len(changes)} files; the first time {first * 1000:.0f} ms"
    return Figure("rename of a parameter", tuple(later), 0.150, "p95", note)


def _changed(client: Client, module: Path, config: Path, one: Configurable) -> Figure:
    """Give the bound parameter another name and back, until the open config has its problems and has none."""
    lines = module.read_text(encoding="utf-8").split("\n")
    name = one.parameters[0]
    line = next(number for number, text in enumerate(lines) if f"__init__(self, {name}=" in text)
    start = lines[line].index(f"{name}=")
    times = []
    for _ in range(ROUNDS):
        times.append(_told(client, module, config, span(line, start, start), "x"))
        times.append(_told(client, module, config, span(line, start, start + 1), ""))
    return Figure("a changed signature, to its configs' problems", tuple(times[2:]), 0.100, "p95")


def _told(client: Client, module: Path, config: Path, where: object, text: str) -> float:
    start = time.perf_counter()
    client.change(module.as_uri(), where, text)
    _, end = client.wait(
        lambda one: (
            one.get("method") == "textDocument/publishDiagnostics"
            and one["params"]["uri"] == config.as_uri()
            and bool(one["params"]["diagnostics"]) == bool(text)
        )
    )
    return end - start


def _cancelled(client: Client, config: Path) -> Figure:
    """Ask for references and take the request back at once."""
    times = []
    params = {**place(config.as_uri(), 0, 20), "context": {"includeDeclaration": True}}
    for number in range(ROUNDS):
        request_id = f"given up {number}"
        start = time.perf_counter()
        client.ask(request_id, "textDocument/references", params)
        client.notify("$/cancelRequest", {"id": request_id})
        _, end = client.wait(lambda one, wanted=request_id: one.get("id") == wanted)
        times.append(end - start)
    return Figure("a cancelled request, to its answer", tuple(times), 0.020, "p95")
