"""How long a large workspace takes that an earlier run has read, with what that run kept in the cache folder."""

from __future__ import annotations

import gc
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from client import PUSH, connect
from command import run
from measure import Figure, exhaust, repeat
from workspaces import library_tree

from hp_lsp.project.cache.file import load, path_for
from hp_lsp.project.project import Project

ROUNDS = 7


def measure() -> Iterator[Figure]:
    """Time the generated workspace."""
    return figures(library_tree())


def figures(tree: Path) -> Iterator[Figure]:
    """Let one check keep what it reads, then time a check, the index and its parts, and a server's start."""
    with _cache_folder():
        first = repeat(lambda: run("--check", "--quiet", str(tree)), 1)
        yield Figure("first `--check` of the tree, which writes the cache", first)
        warm = repeat(lambda: run("--check", "--quiet", str(tree)), ROUNDS)
        yield Figure("warm `--check` of the tree", warm, 0.7)
        gc.disable()  # as `--check` does
        yield Figure("indexed in this process", repeat(lambda: exhaust(_project(tree).work()), ROUNDS), 0.4)
        path = path_for([str(tree)]) or ""
        size = os.path.getsize(path) / 1e6
        loads = repeat(lambda: load(path, [str(tree)]), ROUNDS)
        yield Figure("… loading the cache: one step", loads, note=f"{size:.1f} MB")
        gc.enable()
        yield Figure("server, from its start to the whole index", tuple(_served(tree) for _ in range(ROUNDS)))


def _project(tree: Path) -> Project:
    return Project([str(tree)], is_kept=True)


def _served(tree: Path) -> float:
    start = time.perf_counter()
    with connect() as client:
        client.initialize(tree, PUSH)
        client.wait_until_quiet()
        return time.perf_counter() - start


@contextmanager
def _cache_folder() -> Iterator[None]:
    """Keep what is read in an empty folder meanwhile."""
    before = os.environ["XDG_CACHE_HOME"]
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = folder
        try:
            yield
        finally:
            os.environ["XDG_CACHE_HOME"] = before
