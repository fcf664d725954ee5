"""The project as a config in strings of Python sees it: the same, and the config itself is one of its documents."""

from __future__ import annotations

from typing import Any, cast

from hp_lsp.dialects.base import Document, View


class _InnerView:
    def __init__(self, view: View, inner: Document) -> None:
        self._view = view
        self._inner = inner

    def document(self, path: str) -> Document | None:
        return self._inner if path == self._inner.path else self._view.document(path)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._view, name)


def inner_view(view: View, inner: Document) -> View:
    """Return the view that rules and features ask about a config in strings."""
    return cast("View", _InnerView(view, inner))
