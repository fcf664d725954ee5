"""How long an editor waits for an answer: hover, definition, completion, references."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import generate
from client import COMPLETING, PUSH, Client, connect, place, span
from measure import Figure
from workspaces import bindings, package, workspace, write_files

CONFIGURABLES = 1_000
FILES = 100
BINDINGS_EACH = 100
QUESTIONS = 200
ROUNDS = 30

_NAME = re.compile(r"(?<![#\w'])[A-Z]\w+(?:\.\w+)?")


def measure() -> Iterator[Figure]:
    """Time questions about a config of 500 lines, beside 1,000 configurables and 10,000 bindings."""
    folder = _workspace()
    with connect() as client:
        client.initialize(folder, {"textDocument": {**PUSH["textDocument"], "completion": COMPLETING}})
        client.wait_until_quiet()
        path = folder / "main.gin"
        text = path.read_text(encoding="utf-8")
        client.open(path.as_uri(), text)
        client.request("textDocument/hover", place(path.as_uri(), 0, 0))
        time.sleep(0.5)
        yield _asked(client, "hover", path, text)
        yield _asked(client, "definition", path, text)
        yield _completion(client, path, text)
        yield _references(client, folder / "bindings" / "part_000.gin")


def _workspace() -> Path:
    known = generate.configurables(CONFIGURABLES)
    many = bindings(known[0], FILES, BINDINGS_EACH)
    texts = {**package(known), **many, "main.gin": generate.config_text(500, known, seed=1)}
    return workspace("answers", lambda folder: write_files(folder, texts))


def _asked(client: Client, method: str, path: Path, text: str) -> Figure:
    """Ask about names all over the file."""
    names = [
        (number, match.end() - 1)
        for number, line in enumerate(text.split("\n"))
        for match in _NAME.finditer(line)
    ]
    chosen = Random(5).choices(names, k=QUESTIONS)
    answers = [client.request(f"textDocument/{method}", place(path.as_uri(), *one)) for one in chosen]
    found = sum(bool(answer.content) for answer in answers)
    note = f"{found} of {QUESTIONS} had an answer"
    return Figure(method, tuple(answer.seconds for answer in answers), 0.005, "p95", note)


def _completion(client: Client, path: Path, text: str) -> Figure:
    """Type `@` at the end of a value and ask what may follow, as an editor does."""
    lines = text.split("\n")
    line = next(number for number, one in enumerate(lines) if one.endswith(" = 64"))
    start, end = len(lines[line]) - 2, len(lines[line])
    client.change(path.as_uri(), span(line, start, end), "")
    answers = []
    for _ in range(ROUNDS * 2):
        client.change(path.as_uri(), span(line, start, start), "@")
        answers.append(client.request("textDocument/completion", place(path.as_uri(), line, start + 1)))
        client.change(path.as_uri(), span(line, start, start + 1), "")
        time.sleep(0.06)
    count = len(answers[-1].content["items"])
    return Figure(
        "completion", tuple(answer.seconds for answer in answers[3:]), 0.015, "p95", f"{count:,} items"
    )


def _references(client: Client, path: Path) -> Figure:
    column = path.read_text(encoding="utf-8").index(" =") - 1
    params = {**place(path.as_uri(), 0, column), "context": {"includeDeclaration": True}}
    answers = [client.request("textDocument/references", params) for _ in range(ROUNDS)]
    count = len(answers[-1].content or ())
    first, *later = (answer.seconds for answer in answers)
    return Figure(
        "references", tuple(later), 0.060, "p95", f"{count:,} places; the first time {first * 1000:.0f} ms"
    )
