"""How much is certain about a config in strings of Python: who reads it with what, and whether it is meant to fail."""

from __future__ import annotations

import re
from collections.abc import Iterable

from hp_lsp.dialects.base import Document, View
from hp_lsp.dialects.gin.code.registry import Registry
from hp_lsp.dialects.gin.rules.code.placement import placement
from hp_lsp.text.span import Span

_IMPORT = re.compile(r"^[ \t]*(?:import|from)[ \t]+(?P<module>[\w.]+)", re.MULTILINE)
_DYNAMIC = "__gin__"


def is_expected_to_fail(view: View, document: Document, calls: Iterable[Span]) -> bool:
    """Tell whether one of some calls stands where exceptions are caught, as in a test, or where nothing runs."""
    return any(placement(view, document, call).silent for call in calls)


def configs_may_bring_names(view: View) -> bool:
    """Tell whether some config of the workspace may bring names that no code that can be read registers.

    A program may read it before it comes to a string.
    """
    return view.once(("gin.configs-bring-names",), lambda: any(map(_Bringing(view), view.configs())))


class _Bringing:
    """Tells whether a config imports what cannot be read, or registers what it names."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._registry: Registry = view.index("gin")

    def __call__(self, path: str) -> bool:
        document = self._view.document(path)
        names = _IMPORT.findall(document.text.source) if document is not None else [_DYNAMIC]
        return any(name == _DYNAMIC or self._registry.may_register(name) for name in names)
