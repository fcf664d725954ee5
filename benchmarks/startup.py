"""How long the command takes to start: alone, to check something small, and as a server."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from client import PUSH, connect
from command import check, run, time_of
from measure import Figure
from workspaces import workspace, write_files

EXAMPLE = Path(__file__).parent.parent / "examples" / "transformer"
ROUNDS = 15


def measure() -> Iterator[Figure]:
    """Time starts, one of each kind in turn."""
    nothing = workspace("empty", lambda folder: write_files(folder, {"pyproject.toml": ""}))
    rounds = [
        (
            time_of(sys.executable, "-c", "pass"),
            run("--version"),
            check(nothing),
            check(EXAMPLE),
            _initialize(),
        )
        for _ in range(ROUNDS)
    ]
    bare, version, checked_nothing, checked, served = zip(*rounds, strict=True)
    own = tuple(seconds - median(bare) for seconds in checked)
    yield Figure("Python alone", bare, note="the start that nothing can save")
    yield Figure("`--version`", version)
    yield Figure("`--check` of nothing", checked_nothing, goal=0.080)
    yield Figure("`--check` of the example", checked)
    yield Figure("… without Python's own start", own, goal=0.150)
    yield Figure("server to the answer of `initialize`", served, goal=0.400, judged="p95")


def _initialize() -> float:
    start = time.perf_counter()
    with connect() as client:
        client.initialize(EXAMPLE, PUSH)
        return time.perf_counter() - start
