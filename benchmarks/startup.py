"""How long the command takes to start: alone, to check something small, and as a server."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from client import PUSH, SERVER, connect
from measure import Figure, timed

EXAMPLE = Path(__file__).parent.parent / "examples" / "transformer"
ROUNDS = 15


def measure() -> Iterator[Figure]:
    """Time starts, one of each kind in turn."""
    rounds = [
        (
            _run(sys.executable, "-c", "pass"),
            _run(*SERVER, "--version"),
            _run(*SERVER, "--check", "--quiet", "--no-cache", str(EXAMPLE)),
            _initialize(),
        )
        for _ in range(ROUNDS)
    ]
    bare, version, check, server = zip(*rounds, strict=True)
    start = median(bare)
    own = tuple(seconds - start for seconds in check)
    yield Figure("Python alone", bare, note="the start that nothing can save")
    yield Figure("`--version`", version)
    yield Figure("`--check` of the example", check)
    yield Figure("… without Python's own start", own, goal=0.150)
    yield Figure("server to the answer of `initialize`", server, goal=0.400, judged="p95")


def _run(*command: str) -> float:
    return timed(
        lambda: subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    )


def _initialize() -> float:
    start = time.perf_counter()
    with connect() as client:
        client.initialize(EXAMPLE, PUSH)
        return time.perf_counter() - start
