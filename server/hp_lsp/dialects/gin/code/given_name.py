"""Where a configurable gets its name from: a string in its registration, or its `def` or `class`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, TypeAlias

from hp_lsp.dialects.base import Document, View
from hp_lsp.dialects.gin.code.facts import GinCall
from hp_lsp.dialects.gin.code.registry import Configurable, Registry
from hp_lsp.text.span import Location, Span

GivenName: TypeAlias = Location | Literal["its own", "unknown"]
"""The place of the name in a string, without the parts before it; or that it is the name in Python; or neither."""


def given_name(view: View, one: Configurable) -> GivenName:
    """Return where a configurable gets the last part of its key from."""
    if one.registered_at is None:
        return "its own"
    call = registering_call(view, one.registered_at)
    document = view.document(one.registered_at.path)
    if call is None or document is None:
        return "unknown"
    place = 1 if call.function == "external_configurable" else 0
    argument = call.argument(place, "name" if place else "name_or_fn")
    if argument is None or argument.kind == "none" or (argument.kind == "name" and not place):
        return "its own"
    inner = unquoted(document, argument.span) if argument.kind == "string" else None
    if inner is None or document.text.slice(inner).rpartition(".")[2] != one.name:
        return "unknown"
    return Location(document.path, Span(inner.end - len(one.name), inner.end))


def given_names(view: View, path: str) -> Iterator[tuple[Span, Configurable]]:
    """Yield the places of names in the strings of a Python file that register something, and what they register."""
    registry: Registry = view.index("gin")
    for one in registry.configurables():
        at = given_name(view, one) if one.registered_at and one.registered_at.path == path else "unknown"
        if isinstance(at, Location):
            yield at.span, one


def registering_call(view: View, at: Location | None) -> GinCall | None:
    """Return the call of Gin's at the range where something is registered; None where there is none of its own."""
    registry: Registry = view.index("gin")
    facts = registry.facts.get(at.path) if at else None
    return next((one for one in facts.calls if at and one.span == at.span), None) if facts else None


def unquoted(document: Document, span: Span) -> Span | None:
    """Return the range of a string literal without its quotes; None where it is not written as it reads."""
    written = document.text.slice(span)
    is_plain = len(written) > 1 and written[0] in "'\"" and written[0] == written[-1]
    inner = written[1:-1]
    is_plain = is_plain and inner.isprintable() and "\\" not in inner and written[0] not in inner
    return Span(span.start + 1, span.end - 1) if is_plain else None
