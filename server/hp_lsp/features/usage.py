"""How many configs name what a Python file declares, for a lens above each. Knows symbols, and no syntax."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from hp_lsp.dialects.base import Occurrence, Symbol
from hp_lsp.dialects.mentions import symbols_in
from hp_lsp.features.occurrences import dialect_of, files_naming
from hp_lsp.project.snapshot import Snapshot
from hp_lsp.text.span import Span

_KINDS = ("class", "function")


class Declared(NamedTuple):
    """The name of a function or class in Python, and what configs know it as."""

    span: Span
    symbols: tuple[Symbol, ...]


def declared_in(view: Snapshot, path: str) -> tuple[Declared, ...]:
    """Return the functions and classes in the Python file at `path` that configs may name, in order of the text."""
    document = view.document(path)
    if document is None or document.dialect is not None:
        return ()
    return tuple(Declared(one.span, one.symbols) for one in view.occurrences(path) if _is_declared(view, one))


def _is_declared(view: Snapshot, occurrence: Occurrence) -> bool:
    if occurrence.role != "declaration" or not occurrence.symbols:
        return False
    symbol = occurrence.symbols[0]
    return dialect_of(symbol).kind_of(view, symbol) in _KINDS


def naming(view: Snapshot, symbols: tuple[Symbol, ...]) -> Iterator[bool]:
    """Yield for each config that may whether it names one of `symbols`: in steps, for there may be many."""
    wanted = frozenset(symbols)
    for document in files_naming(view, wanted):
        if document.dialect is not None:
            yield not wanted.isdisjoint(symbols_in(view, document))
