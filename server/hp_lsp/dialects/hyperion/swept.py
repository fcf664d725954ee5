"""The sweep of a document, built once for all rules. Knows no rule."""

from __future__ import annotations

from hp_lsp.dialects.base import Document, View
from hp_lsp.dialects.hyperion.build import sound_sweep
from hp_lsp.dialects.hyperion.sweep import Sweep


def swept(view: View, document: Document) -> Sweep | None:
    """Return what a document generates; None where it has errors, or rows of a wrong length."""
    found: Sweep | None = view.remember(document, "hyperion.sweep", lambda: sound_sweep(document.tree))
    return found
