"""Renames a macro: its definitions, its uses, and the long forms `m/macro.value` and `@m/macro()`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from hp_lsp.dialects.base import Refused, Symbol, View
from hp_lsp.dialects.gin.code.registry import Registry
from hp_lsp.dialects.gin.names.symbols import macro_symbol
from hp_lsp.dialects.gin.rename.long_macros import long_macros
from hp_lsp.dialects.gin.rename.places import last_part, location, named, refuse_name, where
from hp_lsp.dialects.gin.rename.unread import unread
from hp_lsp.dialects.renaming import Rename
from hp_lsp.text.span import Location


def rename_macro(view: View, symbol: Symbol) -> Rename | Refused:
    """Return every place of a macro in the project; macros of one name are one macro."""
    scope, _, name = symbol.key.rpartition("/")
    if "." in name:
        return Refused(f"No constant `{name}` is known, and a macro cannot have a dot in its name.")
    if unseen := unread(view, name, rf"%(?:[\w.]+/)*(?P<name>{re.escape(name)})\b"):
        return unseen
    heirs = [place for key, place in _macros(view, name) if key.startswith(f"{symbol.key}/")]
    if heirs:
        return Refused(f"A macro at {where(view, heirs[0])} takes its value from the scope `{symbol.key}`.")
    places = [place for key, place in _macros(view, name) if key == symbol.key]
    return Rename(name, tuple(dict.fromkeys(places)), partial(_refuse, view, scope))


def _macros(view: View, word: str) -> Iterator[tuple[str, Location]]:
    """Yield the key of every macro in files with a word, and the place of its name without the scope."""
    for document, occurrence in named(view, lambda symbol: symbol.kind == "macro", word):
        yield occurrence.symbols[0].key, location(document, last_part(document, occurrence.span))
    yield from long_macros(view, word)


def _refuse(view: View, scope: str, new: str) -> Refused | None:
    if wrong := refuse_name(new):
        return wrong
    registry: Registry = view.index("gin")
    key = f"{scope}/{new}" if scope else new
    taken = next(
        (place for other, place in _macros(view, new) if other == key or other.startswith(f"{key}/")), None
    )
    if taken is not None or view.defining(macro_symbol(key)):
        at = f" at {where(view, taken)}" if taken else ""
        return Refused(f"There already is a macro `{key}`{at}.")
    if not scope and registry.constants_matching(new):
        return Refused(f"`%{new}` would mean the constant `{registry.constants_matching(new)[0].name}`.")
    return None
