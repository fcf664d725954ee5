"""Find references: every place that names the same thing, in configs and in code."""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Symbol
from hp_lsp.features.occurrences import dialect_of, occurrence_at, places_of
from hp_lsp.project.snapshot import Snapshot
from hp_lsp.text.span import Location


def references(view: Snapshot, path: str, offset: int, *, include_declaration: bool) -> tuple[Location, ...]:
    """Return where the name at `offset` stands, sorted by file and place."""
    occurrence = occurrence_at(view, path, offset)
    if occurrence is None or not occurrence.symbols:
        return ()
    symbols = frozenset(occurrence.symbols)
    found = set(_named(view, symbols, include_declaration))
    if include_declaration:
        found |= set(_declared(view, symbols))
    return tuple(sorted(found))


def _named(view: Snapshot, symbols: frozenset[Symbol], declarations: bool) -> Iterator[Location]:
    for document, occurrence in places_of(view, symbols):
        if declarations or occurrence.role != "declaration":
            yield Location(document.path, occurrence.span)


def _declared(view: Snapshot, symbols: frozenset[Symbol]) -> Iterator[Location]:
    for symbol in symbols:
        for declaration in dialect_of(symbol).declarations(view, symbol):
            yield Location(declaration.path, declaration.name)
