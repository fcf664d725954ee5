"""Go to implementation: from a name in code or config to the places that give it a value, or use it where none does.

For a parameter these are its bindings, in configs and in strings of Python; for a macro its definitions; for a
configurable, which has no value of its own, the places that name it.
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Declaration, Occurrence, Symbol
from hp_lsp.features.definition import Link
from hp_lsp.features.occurrences import occurrence_at, places_of
from hp_lsp.project.snapshot import Snapshot


def implementation(view: Snapshot, path: str, offset: int) -> tuple[Link, ...]:
    """Return the places that set what is named at `offset`; where there are none, those that use it."""
    occurrence = occurrence_at(view, path, offset)
    if occurrence is None:
        return ()
    found = tuple(places(view, frozenset(occurrence.symbols)))
    setting = tuple(place for place, sets in found if sets)
    return tuple(Link(occurrence.span, place) for place in setting or [place for place, _ in found])


def places(view: Snapshot, symbols: frozenset[Symbol]) -> Iterator[tuple[Declaration, bool]]:
    """Yield where symbols are named but for their declarations in code, and whether they are set there."""
    for document, found in places_of(view, symbols):
        for one in found:
            if document.dialect is not None or one.role != "declaration":
                yield Declaration(document.path, one.span, one.span), _sets(one)


def _sets(occurrence: Occurrence) -> bool:
    return occurrence.role != "use"
