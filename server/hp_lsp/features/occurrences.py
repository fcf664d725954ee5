"""Which name stands where in a document: the one resolver behind hover, definition and references.

Knows documents and symbols, and no dialect's syntax.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from hp_lsp.dialects.base import Dialect, Occurrence, Symbol
from hp_lsp.dialects.table import DIALECTS
from hp_lsp.project.snapshot import Snapshot


def occurrence_at(view: Snapshot, path: str, offset: int) -> Occurrence | None:
    """Return the name under the cursor; where two names touch it, the one that starts at it."""
    occurrences = view.occurrences(path)
    place = bisect_right(occurrences, offset, key=lambda occurrence: occurrence.span.start)
    for occurrence in reversed(occurrences[max(0, place - 2) : place]):
        if occurrence.span.touches(offset):
            return occurrence
    return None


def find_all(view: Snapshot) -> Iterator[None]:
    """Work out the names in all files of the project, a file at each step; what asks for them then need not."""
    for path in (*view.configs(), *view.code_files()):
        view.occurrences(path)
        yield


def dialect_of(symbol: Symbol) -> Dialect:
    """Return the dialect that gives `symbol` its meaning."""
    return next(dialect for dialect in DIALECTS if dialect.name == symbol.dialect)
