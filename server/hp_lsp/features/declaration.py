"""Go to declaration: from a name to where code makes it known to its system, which may be far from its definition."""

from __future__ import annotations

from hp_lsp.features.definition import Link, definition
from hp_lsp.features.occurrences import dialect_of, occurrence_at
from hp_lsp.project.snapshot import Snapshot


def declaration(view: Snapshot, path: str, offset: int) -> tuple[Link, ...]:
    """Return where the name at `offset` is registered; where it is not, its definition."""
    occurrence = occurrence_at(view, path, offset)
    if occurrence is None:
        return ()
    registrations = (
        one for symbol in occurrence.symbols for one in dialect_of(symbol).registrations(view, symbol)
    )
    found = tuple(Link(occurrence.span, one) for one in dict.fromkeys(registrations))
    return found or definition(view, path, offset)
