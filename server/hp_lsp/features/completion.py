"""Completion: what may be written at the cursor. Knows no syntax: the document's dialect makes the suggestions."""

from __future__ import annotations

from itertools import islice
from typing import NamedTuple

from hp_lsp.dialects.base import Symbol
from hp_lsp.dialects.completions import CompletionItem
from hp_lsp.dialects.table import DIALECTS
from hp_lsp.features.occurrences import dialect_of
from hp_lsp.project.snapshot import Snapshot


class Shortlist(NamedTuple):
    """The best suggestions, best first; not `complete` where there are more."""

    items: tuple[CompletionItem, ...]
    complete: bool


def complete(view: Snapshot, path: str, offset: int) -> tuple[CompletionItem, ...]:
    """Return the suggestions at `offset`, best first."""
    document = view.document(path)
    if document is None:
        return ()
    dialects = DIALECTS if document.dialect is None else (document.dialect,)
    items = [item for dialect in dialects for item in dialect.complete(view, document, offset)]
    return tuple(sorted(items, key=lambda item: (item.rank, item.label)))


def shortlist(view: Snapshot, path: str, offset: int, most: int) -> Shortlist:
    """Return up to `most` suggestions: where there are more, the best of those that the typed text may mean."""
    items = complete(view, path, offset)
    document = view.document(path)
    if len(items) <= most or document is None:
        return Shortlist(items, complete=True)
    meant = (item for item in items if _may_be_meant(document.text.source[item.span.start : offset], item))
    return Shortlist(tuple(islice(meant, most)), complete=False)


def documentation(view: Snapshot, symbol: Symbol, path: str) -> str | None:
    """Return Markdown about a suggested symbol, as seen from the file at `path`."""
    return dialect_of(symbol).describe(view, symbol, path)


def _may_be_meant(typed: str, item: CompletionItem) -> bool:
    """Tell whether the characters that are typed stand in the item in their order, as editors compare them."""
    rest = iter(item.insert.lower())
    return all(character in rest for character in typed.lower())
