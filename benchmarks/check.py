"""How many lines of configs a second `--check` reads and judges."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import generate
from client import SERVER
from measure import Figure, exhaust, repeat
from workspaces import package, workspace, write_files

from hp_lsp.features.diagnostics import diagnose
from hp_lsp.project.project import Project

CONFIGURABLES = 200
FILES = 500
ALIKE = 5
"""Files that have most lines in common, as the configs of a real project do."""
LINES, OWN_LINES = 80, 20
ROUNDS = 5
GOAL = 50_000
"""Lines a second."""


def measure() -> Iterator[Figure]:
    """Time the check of 50,000 lines in 500 files, as a process and without its start."""
    folder = _workspace()
    lines = FILES * (LINES + OWN_LINES)
    for name, seconds in (
        ("`--check` of 500 configs", repeat(lambda: _process(folder), ROUNDS)),
        ("… in this process", repeat(lambda: _in_process(str(folder)), ROUNDS)),
    ):
        yield Figure(name, seconds, lines / GOAL, note=f"{lines / min(seconds):,.0f} lines/s at best")


def _workspace() -> Path:
    known = generate.configurables(CONFIGURABLES)
    texts = {
        f"configs/config_{number:03}.gin": generate.config_text(LINES, known, seed=number // ALIKE)
        + generate.config_text(OWN_LINES, known, seed=FILES + number)
        for number in range(FILES)
    }
    return workspace("check", lambda folder: write_files(folder, {**package(known), **texts}))


def _process(folder: Path) -> None:
    command = (*SERVER, "--check", "--quiet", "--no-cache", str(folder))
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)


def _in_process(folder: str) -> None:
    """Read and check as the command does; lines seen in an earlier repetition are forgotten first."""
    forget_lines()
    project = Project([folder])
    exhaust(project.work())
    view = project.snapshot()
    for path in view.configs():
        diagnose(view, path)


def forget_lines() -> None:
    """Empty the parser's memory of the lines it has seen."""
    from hp_lsp.dialects.gin import syntax

    syntax._PARSER.parse.cache_clear()  # noqa: SLF001
