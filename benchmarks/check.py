"""How many lines of configs a second `--check` reads and judges."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from statistics import median

import generate
from command import check
from measure import Figure
from workspaces import package, workspace, write_files

CONFIGURABLES = 200
FILES = 500
ALIKE = 5
"""Files that have most lines in common, as the configs of a real project do."""
LINES, OWN_LINES = 80, 20
ROUNDS = 7
GOAL = 50_000
"""Lines a second."""


def measure() -> Iterator[Figure]:
    """Time the check of 50,000 lines in 500 files, and of none, so that lines alone can be told."""
    lines = FILES * (LINES + OWN_LINES)
    none, all_ = configs(0), configs()
    rounds = [(check(none), check(all_)) for _ in range(ROUNDS)]
    start = median(bare for bare, _ in rounds)
    whole = tuple(seconds for _, seconds in rounds)
    lines_alone = tuple(seconds - start for seconds in whole)
    yield Figure(
        "`--check` of no config", tuple(bare for bare, _ in rounds), note="start and 20 Python files"
    )
    yield Figure(f"`--check` of {FILES} configs", whole, note=_speed(lines, min(whole)))
    yield Figure("… the lines alone", lines_alone, lines / GOAL, note=_speed(lines, min(lines_alone)))


def _speed(lines: int, seconds: float) -> str:
    return f"{lines / seconds:,.0f} lines/s at best"


def configs(files: int = FILES) -> Path:
    """Return a project with so many configs of 100 lines."""
    known = generate.configurables(CONFIGURABLES)
    texts = {
        f"configs/config_{number:03}.gin": generate.config_text(LINES, known, seed=number // ALIKE)
        + generate.config_text(OWN_LINES, known, seed=FILES + number)
        for number in range(files)
    }
    return workspace(f"check-{files}", lambda folder: write_files(folder, {**package(known), **texts}))
