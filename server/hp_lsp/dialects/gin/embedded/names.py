"""The names in the strings of a Python file that are given to Gin."""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Occurrence, Role, View
from hp_lsp.dialects.gin.embedded.configs import Embedded, embedded
from hp_lsp.dialects.gin.embedded.inner_view import inner_view
from hp_lsp.dialects.gin.names.resolve import occurrences


def embedded_occurrences(view: View, document: Document) -> Iterator[Occurrence]:
    """Yield every name in the strings of a Python file, with its range there."""
    for one in embedded(view, document):
        for occurrence in occurrences(inner_view(view, one.document), one.document):
            span = one.mapping.without_glue(occurrence.span)
            if span is not None and not (_is_macro(occurrence) and _is_incomplete(one)):
                yield Occurrence(span, _role(one, occurrence), occurrence.symbols)


def _is_macro(occurrence: Occurrence) -> bool:
    return any(symbol.kind == "macro" for symbol in occurrence.symbols)


def _is_incomplete(one: Embedded) -> bool:
    """Tell whether Gin takes a key for a configurable that would be a macro in a config."""
    return one.kind in ("binding", "query") and "." not in one.key and not one.key.startswith("%")


def _role(one: Embedded, occurrence: Occurrence) -> Role:
    """Return the role of a name for the function that the string is given to."""
    if one.kind == "query" and occurrence.role == "binding":
        return "use"
    if one.kind == "binding" and _is_macro(occurrence):
        return "declaration"
    return occurrence.role
