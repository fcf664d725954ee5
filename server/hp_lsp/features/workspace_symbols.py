"""Workspace symbols: the names of the project that hold what is typed. Knows no dialect's names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from hp_lsp.dialects.base import NamedSymbol
from hp_lsp.dialects.table import DIALECTS
from hp_lsp.features.occurrences import dialect_of
from hp_lsp.project.snapshot import Snapshot
from hp_lsp.text.span import Location

MOST = 200


class FoundSymbol(NamedTuple):
    """A name and one of the places in the workspace that declare it."""

    named: NamedSymbol
    location: Location


def workspace_symbols(view: Snapshot, query: str) -> tuple[FoundSymbol, ...]:
    """Return up to `MOST` names that hold the letters of `query` in their order, best first.

    A query with a dot or slash in it is looked for in the name together with what it belongs to.
    """
    names = view.once(("features.workspace_symbols",), lambda: tuple(_names(view)))
    ranked = sorted(
        ((rank, one) for one in names if (rank := _rank(query.lower(), one)) is not None),
        key=lambda pair: (pair[0], pair[1].name, pair[1].container),
    )
    return tuple(islice(_declared(view, (one for _, one in ranked)), MOST))


def _names(view: Snapshot) -> Iterator[NamedSymbol]:
    return (named for dialect in DIALECTS for named in dialect.symbol_names(view))


def _rank(query: str, named: NamedSymbol) -> int | None:
    """Return how far a name is from the query, 0 being the nearest; None where it does not hold it."""
    name = named.name.lower()
    if named.container and ("." in query or "/" in query):
        name = f"{named.container.lower()}.{name}"
    if query == name:
        return 0
    if name.startswith(query):
        return 1
    if query in name:
        return 2
    rest = iter(name)
    return 3 if all(letter in rest for letter in query) else None


def _declared(view: Snapshot, names: Iterable[NamedSymbol]) -> Iterator[FoundSymbol]:
    """Yield the names that files of the workspace declare; a parameter that is inherited only once."""
    seen: set[tuple[str, Location]] = set()
    for named in names:
        for declaration in dialect_of(named.symbol).declarations(view, named.symbol):
            location = Location(declaration.path, declaration.name)
            is_ours = location.path in view.files or location.path in view.open_documents
            if is_ours and (named.name, location) not in seen:
                seen.add((named.name, location))
                yield FoundSymbol(named, location)
