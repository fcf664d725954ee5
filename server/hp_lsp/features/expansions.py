"""What a document generates, worked out once for each text. Knows no sweep: the document's dialect reads it."""

from __future__ import annotations

from hp_lsp.dialects.base import Document
from hp_lsp.dialects.sweeps import Expansion
from hp_lsp.project.snapshot import Snapshot


def expansion_of(document: Document) -> Expansion | None:
    """Return what a document generates, a plain Gin file one config; None where it has errors."""
    if document.dialect is None or document.undecodable is not None:
        return None
    from hp_lsp.dialects.hyperion.expansion import expansion

    return document.dialect.expansion(document) or expansion(document)


def sweep_in(view: Snapshot, document: Document) -> Expansion | None:
    """Return the sweep that a document is; None where it is none, or has errors."""
    dialect = document.dialect
    if dialect is None or document.undecodable is not None:
        return None
    return view.remember(document, "features.sweep", lambda: dialect.expansion(document))


def expansion_in(view: Snapshot, document: Document) -> Expansion | None:
    """Return `expansion_of(document)`."""
    return sweep_in(view, document) or view.remember(
        document, "features.expansion", lambda: expansion_of(document)
    )
