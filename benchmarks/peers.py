"""How many lines a second other checkers read on this machine, beside ours: those that are installed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random

import check
import command
import generate
from measure import Figure
from workspaces import workspace, write_files

FILES, LINES = 500, 100
ROUNDS = 3


def measure() -> Iterator[Figure]:
    """Time each with 50,000 lines of its own language, its start included."""
    yield _figure("hp-lsp, .gin", tuple(command.check(check.configs()) for _ in range(ROUNDS)))
    yaml = _workspace("yaml", "  {0}_{1}: {1}\n", "part:\n")
    toml = _workspace("toml", "{0}_{1} = {1}\n", "[part]\n")
    python = _workspace("py", "{0}_{1} = {1}\n", "")
    yield from _timed("yamllint", "yamllint", "-d", "{extends: relaxed}", str(yaml))
    yield from _timed("taplo", "taplo", "lint", *map(str, sorted(toml.glob("*.toml"))))
    yield from _timed("ruff, .py", "ruff", "check", "--no-cache", "--isolated", str(python))


def _workspace(suffix: str, line: str, head: str) -> Path:
    random = Random(1)

    def text(number: int) -> str:
        names = (random.choice(generate.NAMES) for _ in range(LINES - 1))
        return head + "".join(line.format(name, number * LINES + place) for place, name in enumerate(names))

    texts = {f"file_{number:03}.{suffix}": text(number) for number in range(FILES)}
    return workspace(f"peers-{suffix}", lambda folder: write_files(folder, texts))


def _timed(name: str, program: str, *arguments: str) -> Iterator[Figure]:
    path = shutil.which(program)
    if path is not None:
        yield _figure(name, tuple(command.time_of(path, *arguments) for _ in range(ROUNDS)))


def _figure(name: str, seconds: tuple[float, ...]) -> Figure:
    return Figure(name, seconds, note=f"{FILES * LINES / min(seconds):,.0f} lines/s at best")
