"""Renames a hyper-parameter: the strings that name it in calls of its manager."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from hp_lsp.dialects.base import Refused, Symbol, View
from hp_lsp.dialects.hpman.index import Hyperparameter, Index, hyperparameter_of
from hp_lsp.dialects.renaming import Rename
from hp_lsp.text.span import Location

_NOT_PLAIN = frozenset("\\'\"{}\r\n")
"""Characters that would end the string, or make it say something else than what is written."""


def rename(view: View, symbol: Symbol) -> Rename | Refused:
    """Return every place of a hyper-parameter, or why they are not all known."""
    index: Index = view.index("hpman")
    wanted = hyperparameter_of(symbol)
    places: list[Location] = []
    for at, is_plain in _places(view, index, wanted):
        if not is_plain:
            return Refused(
                f"`{wanted.name}` is written with escapes in one place; rename it there by hand first."
            )
        places.append(at)
    return Rename(wanted.name, tuple(places), partial(_refuse, index, wanted))


def _places(view: View, index: Index, wanted: Hyperparameter) -> Iterator[tuple[Location, bool]]:
    for path in view.code_files():
        for one, call in index.calls_in(path):
            if one == wanted:
                yield Location(path, call.span), call.is_plain
        for one, use in index.uses_in(path):
            if one == wanted:
                yield Location(path, use.span), use.is_plain


def _refuse(index: Index, wanted: Hyperparameter, new: str) -> Refused | None:
    if not new.isprintable() or not new.strip() or _NOT_PLAIN.intersection(new):
        return Refused("The new name must be visible text without quotes, braces and backslashes.")
    if wanted._replace(name=new) in index.calls:
        return Refused(f"There already is a hyper-parameter `{new}`.")
    return None
