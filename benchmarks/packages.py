"""How long real packages take to be checked: those that are installed in the folder `HP_LSP_PACKAGES`.

For example `pip install --no-deps --no-compile --target FOLDER transformers scipy sympy django tf-agents t5`.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import command
import warm
from measure import Figure, exhaust, repeat

from hp_lsp.project.files import walk
from hp_lsp.project.project import Project

FOLDER = "HP_LSP_PACKAGES"
ROUNDS = 3


def measure() -> Iterator[Figure]:
    """Time a check of the folder, its index, and both with a cache; nothing where no folder is named."""
    folder = os.environ.get(FOLDER)
    if folder:
        paths = [path for _, files in walk(folder) for path in files if path.endswith(".py")]
        megabytes = sum(Path(path).stat().st_size for path in paths) / 1e6
        note = f"{len(paths):,} Python files, {megabytes:.0f} MB"
        checked = tuple(command.check(Path(folder)) for _ in range(ROUNDS))
        yield Figure("cold `--check` of the packages", checked, 2.5, note=note)
        gc.disable()  # as `--check` does
        yield Figure("… the index alone", repeat(lambda: exhaust(Project([folder]).work()), ROUNDS), 2.0)
        gc.enable()
        yield from warm.figures(Path(folder))
