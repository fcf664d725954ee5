"""Document highlight: the places of one document that name what is under the cursor, and which of them set it."""

from __future__ import annotations

from typing import NamedTuple

from hp_lsp.features.occurrences import occurrence_at
from hp_lsp.project.snapshot import Snapshot
from hp_lsp.text.span import Span


class Highlight(NamedTuple):
    """The range of a name; `writes` where it is declared or bound there."""

    span: Span
    writes: bool


def highlights(view: Snapshot, path: str, offset: int) -> tuple[Highlight, ...]:
    """Return the places in the document at `path` that name the same as at `offset`, in order of the text."""
    occurrence = occurrence_at(view, path, offset)
    symbols = frozenset(occurrence.symbols) if occurrence else frozenset()
    return tuple(
        Highlight(one.span, one.role != "use")
        for one in view.occurrences(path)
        if not symbols.isdisjoint(one.symbols)
    )
