"""The sweep of a document, built once for all rules, and whether its keys may mean the same. Knows no rule."""

from __future__ import annotations

from hp_lsp.dialects.base import Document, View
from hp_lsp.dialects.hyperion.algebra.build import sound_sweep
from hp_lsp.dialects.hyperion.sweep import Sweep


def swept(view: View, document: Document) -> Sweep | None:
    """Return what a document generates; None where it has errors, or rows of a wrong length."""
    found: Sweep | None = view.remember(document, "hyperion.sweep", lambda: sound_sweep(document.tree))
    return found


def may_have_aliases(sweep: Sweep) -> bool:
    """Tell whether keys that are written differently have scope, name and parameter in common.

    Only then may they mean the same parameter, and the order matters in which a config binds them.
    """
    keys = {key for choice in sweep.choices for key, _ in choice.columns}
    return len({(key.rpartition("/")[0], *key.rpartition("/")[2].split(".")[-2:]) for key in keys}) < len(
        keys
    )
