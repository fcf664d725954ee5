"""How long it takes to count a sweep of any size and to show some of its configs."""

from __future__ import annotations

from collections.abc import Iterator

import generate
from command import run
from measure import Figure, repeat
from workspaces import workspace, write_files

from hp_lsp.dialects.base import Document
from hp_lsp.dialects.table import dialect_of_language
from hp_lsp.features.preview import expansion_of, preview
from hp_lsp.text.lines import Text

ROUNDS = 30


def measure() -> Iterator[Figure]:
    """Time sweeps of 10^9 and of 10^20 configs."""
    small, large = generate.sweep_text(9), generate.sweep_text(20)
    yield Figure("count of 10^9 configs", repeat(lambda: _count(small, 10**9), ROUNDS), 0.050, "p95")
    yield Figure("first 100 of 10^9 configs", repeat(lambda: _page(small, 0, 100), ROUNDS), 0.050, "p95")
    yield Figure(
        "number 10^19 of 10^20 configs", repeat(lambda: _page(large, 10**19, 1), ROUNDS), 0.050, "p95"
    )
    path = str(workspace("sweep", lambda folder: write_files(folder, {"large.hyp": large})) / "large.hyp")
    yield Figure(
        "`--expand --count` of 10^20 configs",
        tuple(run("--expand", path, "--count") for _ in range(ROUNDS // 3)),
    )


def _document(source: str) -> Document:
    return Document("sweep.hyp", Text(source), dialect_of_language("hyperion"))


def _count(source: str, wanted: int) -> None:
    expansion = expansion_of(_document(source))
    if expansion is None or expansion.count != wanted:
        raise RuntimeError("the sweep was not understood")


def _page(source: str, start: int, count: int) -> None:
    if len(preview(_document(source), start, count).configs) != count:
        raise RuntimeError("the page is not full")
