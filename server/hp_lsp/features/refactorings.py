"""Refactorings: how a config may be written instead, wherever the cursor stands. Knows no syntax."""

from __future__ import annotations

from hp_lsp.dialects.refactorings import Refactoring
from hp_lsp.project.snapshot import Snapshot
from hp_lsp.text.span import Span


def refactorings(view: Snapshot, path: str, within: Span) -> tuple[Refactoring, ...]:
    """Return what may be changed of the lines of the config at `path` that touch `within`; nothing in Python."""
    document = view.document(path)
    if document is None or document.dialect is None or document.undecodable is not None:
        return ()
    return tuple(document.dialect.refactorings(view, document, within))
