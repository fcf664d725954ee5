"""Which name stands where in a document: the one resolver behind hover, definition and references.

Knows documents and symbols, and no dialect's syntax.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from hp_lsp.dialects.base import Dialect, Document, Occurrence, Symbol
from hp_lsp.dialects.mentions import documents_with, symbols_in
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


def find_all(view: Snapshot, symbols: Iterable[Symbol], *, namesakes: bool = False) -> Iterator[None]:
    """Work out the names in all files that may name `symbols`, a file at each step, so that others need not.

    `namesakes`: also in files with the same name of something else.
    """
    for document in files_naming(view, symbols, namesakes=namesakes):
        symbols_in(view, document)
        yield


def files_naming(view: Snapshot, symbols: Iterable[Symbol], *, namesakes: bool = False) -> Iterator[Document]:
    """Yield the configs and the Python that may name one of the symbols, or something of the same name."""
    words = {dialect_of(symbol).words(symbol) for symbol in symbols}
    return documents_with(view, {one[:1] for one in words} if namesakes else words)


def places_of(view: Snapshot, symbols: frozenset[Symbol]) -> Iterator[tuple[Document, list[Occurrence]]]:
    """Yield the documents that name one of the symbols, each with the places, in order of the text."""
    for document in files_naming(view, symbols):
        if not symbols.isdisjoint(symbols_in(view, document)):
            found = view.occurrences(document.path)
            yield document, [one for one in found if not symbols.isdisjoint(one.symbols)]


def dialect_of(symbol: Symbol) -> Dialect:
    """Return the dialect that gives `symbol` its meaning."""
    return next(dialect for dialect in DIALECTS if dialect.name == symbol.dialect)
