"""The command `hp-lsp` as a process that is waited for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from measure import timed

HP_LSP = (sys.executable, "-m", "hp_lsp")


def run(*arguments: str) -> float:
    """Return how many seconds a run takes; raises CalledProcessError where it fails."""
    return time_of(*HP_LSP, *arguments)


def check(folder: Path) -> float:
    """Return how many seconds it takes to check a folder, everything read anew."""
    return run("--check", "--quiet", "--no-cache", str(folder))


def time_of(*command: str) -> float:
    """Return how many seconds a command takes; raises CalledProcessError where it fails."""

    def wait() -> None:
        done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
        if done.returncode not in (0, 1):
            raise subprocess.CalledProcessError(done.returncode, command, stderr=done.stderr)

    return timed(wait)
