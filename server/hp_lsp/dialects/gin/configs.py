"""The configs of a project that are Gin's, or of a language built on it. Knows nothing of what is in them."""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, View


def gin_configs(view: View) -> Iterator[Document]:
    """Yield the configs of the workspace, sorted by path; those of other systems are left out."""
    documents = map(view.document, view.configs())
    return (document for document in documents if document is not None and is_gin(document))


def gin_config_at(view: View, path: str) -> Document | None:
    """Return the config at `path`; None where it cannot be read or is another system's, whatever includes it."""
    document = view.document(path)
    return document if document is not None and is_gin(document) else None


def is_gin(document: Document) -> bool:
    """Tell whether a document is a config of Gin's, or of a language built on it."""
    from hp_lsp.dialects.gin.dialect import Gin

    return isinstance(document.dialect, Gin)
