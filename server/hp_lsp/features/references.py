"""Find references: every place that names the same thing, in configs and in code."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from hp_lsp.dialects.base import Declaration, Symbol
from hp_lsp.features.occurrences import dialect_of, occurrence_at, places_of
from hp_lsp.project.snapshot import Snapshot
from hp_lsp.text.span import Location, Span


def references(view: Snapshot, path: str, offset: int, *, include_declaration: bool) -> tuple[Location, ...]:
    """Return where the name at `offset` stands, sorted by file and place."""
    occurrence = occurrence_at(view, path, offset)
    if occurrence is None or not occurrence.symbols:
        return ()
    symbols = frozenset(occurrence.symbols)
    spans: defaultdict[str, set[Span]] = defaultdict(set)
    for document, places in places_of(view, symbols):
        spans[document.path].update(
            one.span for one in places if include_declaration or one.role != "declaration"
        )
    if include_declaration:
        for declaration in _declarations(view, symbols):
            spans[declaration.path].add(declaration.name)
    return tuple(Location(found_in, span) for found_in in sorted(spans) for span in sorted(spans[found_in]))


def _declarations(view: Snapshot, symbols: frozenset[Symbol]) -> Iterator[Declaration]:
    for symbol in symbols:
        yield from dialect_of(symbol).declarations(view, symbol)
