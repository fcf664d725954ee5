"""Go to definition: from a name to where it is declared. Knows nothing of what the names mean."""

from __future__ import annotations

from typing import NamedTuple

from hp_lsp.dialects.base import Declaration
from hp_lsp.features.occurrences import dialect_of, occurrence_at
from hp_lsp.project.snapshot import Snapshot
from hp_lsp.text.span import Span


class Link(NamedTuple):
    """The name under the cursor and a place that declares it."""

    origin: Span
    target: Declaration


def definition(view: Snapshot, path: str, offset: int) -> tuple[Link, ...]:
    """Return every declaration of the name at `offset`; empty where none is known."""
    occurrence = occurrence_at(view, path, offset)
    if occurrence is None:
        return ()
    declarations = (
        declaration
        for symbol in occurrence.symbols
        for declaration in dialect_of(symbol).declarations(view, symbol)
    )
    return tuple(Link(occurrence.span, declaration) for declaration in dict.fromkeys(declarations))
