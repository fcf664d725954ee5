"""Renames a constant: the last part of its name in `gin.constant('a.NAME', …)`, and where configs use it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from hp_lsp.dialects.base import Refused, Symbol, View
from hp_lsp.dialects.gin.code.registry import Registry
from hp_lsp.dialects.gin.rename.places import (
    last_part,
    location,
    named,
    refuse_name,
    where,
)
from hp_lsp.dialects.gin.rename.unread import unread
from hp_lsp.dialects.renaming import Rename
from hp_lsp.text.span import Location, Span


def rename_constant(view: View, symbols: tuple[Symbol, ...]) -> Rename | Refused:
    """Return every place of a constant's name, in Python and in configs."""
    registry: Registry = view.index("gin")
    found = [one for one in registry.constants_matching(symbols[0].key) if one.name == symbols[0].key]
    if len(symbols) != 1 or not found:
        return Refused("The name means several constants.")
    constant, name = found[0], symbols[0].key.rpartition(".")[2]
    if constant.defined_at is None:
        return Refused(f"`{constant.name}` is Gin's own, or an installed package's.")
    at = _literal(view, constant.defined_at, constant.name)
    if at is None:
        return Refused(
            f"`{constant.name}` is defined by a name that is not written as one string, or by an enum."
        )
    literal = Span(at.span.end - len(name), at.span.end)
    places = [Location(at.path, literal), *_uses(view, symbols[0])]
    if unseen := unread(view, name, rf"%(?:[\w.]+\.)?(?P<name>{re.escape(name)})\b"):
        return unseen
    return Rename(name, tuple(dict.fromkeys(places)), partial(_refuse, view))


def _literal(view: View, within: Location, text: str) -> Location | None:
    """Return the range, without quotes, of the one string in a part of a file that says `text` as it is written."""
    document = view.document(within.path)
    written = document.text.slice(within.span) if document else ""
    found = [*re.finditer(rf"""(['"]){re.escape(text)}\1""", written)]
    if len(found) != 1:
        return None
    return Location(within.path, Span(found[0].start() + 1, found[0].end() - 1).shifted(within.span.start))


def _uses(view: View, symbol: Symbol) -> Iterator[Location]:
    for document, occurrence in named(view, lambda one: one == symbol, symbol.key.rpartition(".")[2]):
        if occurrence.role != "declaration":
            yield location(document, last_part(document, occurrence.span))


def _refuse(view: View, new: str) -> Refused | None:
    if wrong := refuse_name(new):
        return wrong
    registry: Registry = view.index("gin")
    other = next((one.name for one in registry.constants() if one.name.rpartition(".")[2] == new), None)
    if other is not None:
        return Refused(f"There already is a constant `{other}`.")
    for document, occurrence in named(view, lambda one: one.kind == "macro", new):
        if occurrence.symbols[0].key.rpartition(".")[2] == new:
            at = where(view, location(document, occurrence.span))
            return Refused(f"The macro `{new}` at {at} would mean the constant.")
    return None
