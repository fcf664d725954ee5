"""Which scopes there are: those that configs write and that Python enters. Tells nothing of what a scope binds."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from hp_lsp.dialects.base import Document, View
from hp_lsp.dialects.gin.code.registry import Registry
from hp_lsp.dialects.gin.names.resolve import resolve
from hp_lsp.dialects.gin.own import is_own
from hp_lsp.dialects.gin.runs.includes import read_together

MOST_CONFIGS = 200
"""So many configs are looked at where any may be meant."""


def scopes_in_code(view: View) -> frozenset[str]:
    """Return the names in the literal scopes that Python enters."""
    registry: Registry = view.index("gin")
    keys = (key.text for facts in registry.facts.values() for key in facts.keys if key.role == "scope")
    return frozenset(name for text in keys for name in text.split("/") if name.isidentifier())


def known_scopes(view: View, document: Document) -> frozenset[str]:
    """Return the names of the scopes that a config may mean: in what it is read with, and in Python.

    For a string in Python: those in any config, as far as they are quickly found.
    """
    paths = read_together(view, document.path).paths
    near = islice(view.configs(), MOST_CONFIGS) if document.host else paths
    return scopes_in_code(view) | _scopes_in(view, near)


def _scopes_in(view: View, paths: Iterable[str]) -> frozenset[str]:
    documents = (other for path in paths if (other := view.document(path)) is not None)
    return frozenset(name for one in documents if is_own(one) for name in _scopes(view, one))


def _scopes(view: View, document: Document) -> frozenset[str]:
    def written() -> frozenset[str]:
        return frozenset(name for _, found in resolve(view, document).parts for name, _ in found.scopes)

    return view.remember(document, "gin.scopes", written)
