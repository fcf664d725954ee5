"""How much memory a server takes: with nothing open, and with a large project read. Linux and macOS only."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import generate
from client import PUSH, connect
from measure import Figure
from workspaces import gin_tree, package, workspace, write_files

FILES = 2_500
"""Python files of four configurables each."""


def measure() -> Iterator[Figure]:
    """Read the resident memory of servers that have finished to index."""
    empty = workspace("empty", lambda folder: write_files(folder, {"pyproject.toml": ""}))
    small = workspace("memory", lambda folder: write_files(folder, package(generate.configurables(40))))
    yield Figure("a server with nothing to read", (_resident(empty),), 60, unit="MiB")
    yield Figure("… with 40 configurables", (_resident(small),), unit="MiB")
    yield Figure(f"… with {FILES * 4:,} configurables", (_resident(gin_tree(FILES)),), 120, unit="MiB")


def _resident(folder: Path) -> float:
    """Return the resident memory, in MiB, of a server that has read a workspace."""
    with connect() as client:
        client.initialize(folder, PUSH)
        client.wait_until_quiet()
        command = ("ps", "-o", "rss=", "-p", str(client.process.pid))
        return int(subprocess.run(command, capture_output=True, text=True, check=True).stdout) / 1024
