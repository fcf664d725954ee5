"""Selection ranges: what to select next when a selection in a config grows. Knows no syntax.

Python gets none: whoever reads it has another server for them.
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.project.snapshot import Snapshot
from hp_lsp.text.span import Span

MOST = 60
"""Ranges further outside are left out, but for the whole text: clients take them apart by recursion."""


def selection(view: Snapshot, path: str, offset: int) -> tuple[Span, ...]:
    """Return ranges around `offset`, each inside the next one, the last the whole text; empty for Python."""
    document = view.document(path)
    if document is None or document.dialect is None or not document.dialect.has_own_language:
        return ()
    found = {span for span in document.dialect.around(document, offset) if span.touches(offset)}
    return tuple(_growing(sorted(found, key=_size)[:MOST], Span(0, len(document.text))))


def _growing(spans: list[Span], whole: Span) -> Iterator[Span]:
    """Yield the ranges that hold the one before; of two that only touch the place, the first wins."""
    last: Span | None = None
    for span in (*spans, whole):
        if last is None or (span.holds(last) and span != last):
            yield span
            last = span


def _size(span: Span) -> tuple[int, int]:
    return span.end - span.start, -span.start
