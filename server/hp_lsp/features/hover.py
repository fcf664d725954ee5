"""Hover: what the name under the cursor is, and what its line multiplies. A dialect describes its symbols."""

from __future__ import annotations

from typing import NamedTuple

from hp_lsp.dialects.base import Occurrence
from hp_lsp.features.occurrences import dialect_of, occurrence_at
from hp_lsp.features.sweeps import growth
from hp_lsp.project.snapshot import Snapshot
from hp_lsp.text.span import Span

MOST_DESCRIBED = 4


class Hover(NamedTuple):
    """Markdown, and the range of the name that it is about."""

    markdown: str
    span: Span


def hover(view: Snapshot, path: str, offset: int) -> Hover | None:
    """Return what to show for a cursor at `offset`: every meaning of the name, or what the value there is for.

    In a sweep, also how the line makes the configs many.
    """
    occurrence = occurrence_at(view, path, offset) or _valued(view, path, offset)
    described = [
        text
        for symbol in (occurrence.symbols[:MOST_DESCRIBED] if occurrence else ())
        if (text := dialect_of(symbol).describe(view, symbol, path))
    ]
    span = occurrence.span if occurrence and described else None
    grown = growth(view, path, offset)
    if grown is not None:
        described.append(grown[0])
        span = span or grown[1]
    return Hover("\n\n---\n\n".join(dict.fromkeys(described)), span) if span else None


def _valued(view: Snapshot, path: str, offset: int) -> Occurrence | None:
    document = view.document(path)
    if document is None or document.dialect is None:
        return None
    return document.dialect.valued(view, document, offset)
