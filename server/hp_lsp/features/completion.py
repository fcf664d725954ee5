"""Completion: what may be written at the cursor. Knows no syntax: the document's dialect makes the suggestions."""

from __future__ import annotations

from hp_lsp.dialects.base import Symbol
from hp_lsp.dialects.completions import CompletionItem
from hp_lsp.dialects.table import DIALECTS
from hp_lsp.features.occurrences import dialect_of
from hp_lsp.project.snapshot import Snapshot


def complete(view: Snapshot, path: str, offset: int) -> tuple[CompletionItem, ...]:
    """Return the suggestions at `offset`, best first."""
    document = view.document(path)
    if document is None:
        return ()
    dialects = DIALECTS if document.dialect is None else (document.dialect,)
    items = [item for dialect in dialects for item in dialect.complete(view, document, offset)]
    return tuple(sorted(items, key=lambda item: (item.rank, item.label)))


def documentation(view: Snapshot, symbol: Symbol, path: str) -> str | None:
    """Return Markdown about a suggested symbol, as seen from the file at `path`."""
    return dialect_of(symbol).describe(view, symbol, path)
