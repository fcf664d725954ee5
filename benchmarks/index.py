"""How long a large workspace takes to be read, by phase, and how the server answers meanwhile."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from pathlib import Path

import generate
from client import PUSH, connect, place
from command import check
from measure import Figure, exhaust, repeat
from workspaces import gin_tree, library_tree

from hp_lsp.dialects.table import CODE_MARKERS
from hp_lsp.project.code import build_code_index
from hp_lsp.project.files import read_bytes, walk
from hp_lsp.project.modules import ModuleFinder
from hp_lsp.project.project import Project
from hp_lsp.project.scanning import scan
from hp_lsp.text.decoding import decode_python

ROUNDS = 5
GIN_FILES = 2_000


def measure() -> Iterator[Figure]:
    """Time the whole, then its phases one by one, then answers while it runs."""
    tree = library_tree()
    yield Figure("cold `--check` of the tree", tuple(check(tree) for _ in range(ROUNDS)), 2.5)
    gc.disable()  # as `--check` does
    yield Figure("indexed in this process", repeat(lambda: exhaust(Project([str(tree)]).work()), ROUNDS), 2.0)
    yield from _phases(tree)
    gc.enable()
    yield _meanwhile("hover while the tree is indexed", tree)
    yield _meanwhile(f"hover while {GIN_FILES:,} Gin files are indexed", gin_tree(GIN_FILES))


def _phases(tree: Path) -> Iterator[Figure]:
    """Yield a figure for each phase."""
    rounds = [_phase_times(str(tree)) for _ in range(ROUNDS)]
    for name in rounds[0]:
        yield Figure(f"… {name}", tuple(one[name] for one in rounds))


def _phase_times(root: str) -> dict[str, float]:
    start = time.perf_counter()
    paths = [path for _, files in walk(root) for path in files if path.endswith(".py")]
    walked = time.perf_counter()
    read = [(path, data) for path in paths if (data := _mentions(path))]
    filtered = time.perf_counter()
    finder = ModuleFinder([root])
    facts = {path: scan(decode_python(data), path, finder).facts for path, data in read}
    parsed = time.perf_counter()
    registered = build_code_index(facts, finder).indexes["gin"].configurables()
    return {
        f"walk ({len(paths):,} files)": walked - start,
        "read and look for a mention": filtered - walked,
        f"parse ({len(read):,} files)": parsed - filtered,
        f"registry ({len(registered):,} configurables)": time.perf_counter() - parsed,
    }


def _mentions(path: str) -> bytes | None:
    data = read_bytes(path)
    return data if data and any(marker in data for marker in CODE_MARKERS) else None


def _meanwhile(name: str, folder: Path) -> Figure:
    """Ask for a hover again and again until the server has read the workspace."""
    known = generate.configurables(8, per_module=4)
    text = generate.config_text(60, known)
    line = next(number for number, one in enumerate(text.split("\n")) if one.startswith(known[1].name))
    uri = (folder / "open.gin").as_uri()
    times = []
    with connect() as client:
        client.initialize(folder, PUSH)
        client.open(uri, text)
        start = time.perf_counter()
        while not client.is_quiet:
            times.append(client.request("textDocument/hover", place(uri, line, 2)).seconds)
        whole = time.perf_counter() - start
    return Figure(
        name, tuple(times), 0.020, "p95", f"longest {max(times) * 1000:.0f} ms; indexed in {whole:.1f} s"
    )
