"""Which configs are Gin's, or of a language that is built on it. Knows that others stand beside them."""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, View
from hp_lsp.dialects.gin.tree import Tree


def is_own(document: Document) -> bool:
    """Tell whether a document is a config with Gin's tree: YAML of others has none."""
    return document.dialect is not None and isinstance(document.tree, Tree)


def own_configs(view: View) -> Iterator[Document]:
    """Yield the configs of the workspace that are, in order of their paths."""
    for path in view.configs():
        document = view.document(path)
        if document is not None and is_own(document):
            yield document
