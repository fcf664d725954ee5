"""From a typed character to the problems of the file: pushed to the client, pulled by it, and without one."""

from __future__ import annotations

import gc
import re
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

import generate
from client import PULL, PUSH, Client, connect, span
from measure import Figure, exhaust
from workspaces import package, workspace, write_files

from hp_lsp.features.diagnostics import diagnose
from hp_lsp.project.project import Project
from hp_lsp.text.lines import Text

KEYS = 120
WARM_UP = 5
GOALS = {500: 0.020, 5_000: 0.060}
"""Seconds by the lines of the file."""
CONFIGURABLES = 200

_NUMBER = re.compile(r"\w\.\w+ = \d+$")


class Key(NamedTuple):
    """One edit: `text` in place of the characters `start` to `end` of a line."""

    line: int
    start: int
    end: int
    text: str


def measure() -> Iterator[Figure]:
    """Time keys in files of several sizes, mostly in values, some in names."""
    for size in (100, 500, 2_000, 5_000):
        folder = _workspace(size)
        goal = GOALS.get(size)
        yield Figure(f"{size:,} lines, pushed", _pushed(folder), goal, "p95", "debounce included")
        yield Figure(f"{size:,} lines, pulled", _pulled(folder), goal, "p95")
        yield Figure(f"{size:,} lines, without protocol", _in_process(folder), goal, "p95")


def _workspace(size: int) -> Path:
    known = generate.configurables(CONFIGURABLES)
    texts = {**package(known), "main.gin": generate.config_text(size, known, seed=size)}
    return workspace(f"keystroke-{size}", lambda folder: write_files(folder, texts))


def keys(lines: list[str]) -> Iterator[Key]:
    """Yield edits and make them in `lines`: a digit behind a number, a letter into a name and out."""
    random = Random(len(lines))
    numbers = [index for index, line in enumerate(lines) if _NUMBER.search(line)]
    for _ in range(KEYS):
        line = random.choice(numbers)
        length = len(lines[line])
        yield _type(lines, Key(line, length, length, str(random.randrange(10))))
        if random.random() < 0.15:
            name_end = lines[line].index(" =")
            yield _type(lines, Key(line, name_end, name_end, "s"))
            yield _type(lines, Key(line, name_end, name_end + 1, ""))


def _type(lines: list[str], key: Key) -> Key:
    old = lines[key.line]
    lines[key.line] = old[: key.start] + key.text + old[key.end :]
    return key


def _pushed(folder: Path) -> tuple[float, ...]:
    with connect() as client:
        client.initialize(folder, PUSH)
        uri, lines = _open(client, folder)
        return tuple(_push(client, uri, key) for key in keys(lines))[WARM_UP:]


def _push(client: Client, uri: str, key: Key) -> float:
    start = time.perf_counter()
    version = client.change(uri, span(key.line, key.start, key.end), key.text)
    _, end = client.wait(
        lambda one: (
            one.get("method") == "textDocument/publishDiagnostics" and one["params"]["version"] == version
        )
    )
    return end - start


def _pulled(folder: Path) -> tuple[float, ...]:
    with connect() as client:
        client.initialize(folder, PULL)
        uri, lines = _open(client, folder)
        return tuple(_pull(client, uri, key) for key in keys(lines))[WARM_UP:]


def _pull(client: Client, uri: str, key: Key) -> float:
    start = time.perf_counter()
    client.change(uri, span(key.line, key.start, key.end), key.text)
    return client.request("textDocument/diagnostic", {"textDocument": {"uri": uri}}, since=start).seconds


def _open(client: Client, folder: Path) -> tuple[str, list[str]]:
    """Open the config once the workspace is read; return its URI and its lines."""
    client.wait_until_quiet()
    path = folder / "main.gin"
    text = path.read_text(encoding="utf-8")
    client.open(path.as_uri(), text)
    client.request(
        "textDocument/hover",
        {"textDocument": {"uri": path.as_uri()}, "position": {"line": 0, "character": 0}},
    )
    time.sleep(0.5)
    return path.as_uri(), text.split("\n")


def _in_process(folder: Path) -> tuple[float, ...]:
    project = Project([str(folder)])
    path = str(folder / "main.gin")
    lines = Path(path).read_text(encoding="utf-8").split("\n")
    project.open(path, "gin", Text("\n".join(lines)))
    exhaust(project.work())
    diagnose(project.snapshot(), path)
    gc.freeze()  # as the server does: what was read is no garbage
    times = tuple(_edit(project, path, "\n".join(lines)) for _ in keys(lines))[WARM_UP:]
    gc.unfreeze()
    return times


def _edit(project: Project, path: str, text: str) -> float:
    start = time.perf_counter()
    project.change(path, Text(text))
    diagnose(project.snapshot(), path)
    return time.perf_counter() - start
