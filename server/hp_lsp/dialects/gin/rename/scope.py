"""Renames one name of a scope, wherever it stands in scopes: in configs and in strings of Python."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import partial

from hp_lsp.dialects.base import Document, Occurrence, Refused, Symbol, View
from hp_lsp.dialects.gin.names.symbols import macro_symbol, scope_symbol
from hp_lsp.dialects.gin.rename.long_macros import long_macros, long_macros_in
from hp_lsp.dialects.gin.rename.macro import rename_macro
from hp_lsp.dialects.gin.rename.places import location, named, refuse_name, where
from hp_lsp.dialects.gin.rename.unread import unread
from hp_lsp.dialects.renaming import Rename
from hp_lsp.python.modules import Missing
from hp_lsp.python.source import Source, dotted
from hp_lsp.text.span import Location


def rename_scope(view: View, document: Document, occurrence: Occurrence) -> Rename | Refused:
    """Return every place of a scope's name; of a macro's, where the scope is one in its long form."""
    symbol = occurrence.symbols[0]
    macro = next((key for key, span in long_macros_in(view, document) if span == occurrence.span), None)
    if macro is not None:
        return rename_macro(view, macro_symbol(macro))
    name = symbol.key
    if unseen := unread(view, name):
        return unseen
    if at := _computed_scope(view):
        return Refused(f"The scope that {where(view, at)} enters is computed there, and may be `{name}`.")
    if within := _macro_within(view, name):
        return Refused(f"The macro `{within}` takes its value from a scope.")
    return Rename(name, tuple(_places(view, symbol)), partial(_refuse, view))


def _places(view: View, symbol: Symbol) -> Iterator[Location]:
    macros = {place for _, place in long_macros(view, symbol.key)}
    for document, occurrence in named(view, lambda one: one == symbol, symbol.key):
        place = location(document, occurrence.span)
        if place not in macros:
            yield place


def _macro_within(view: View, name: str) -> str:
    """Return a macro that is looked up in a scope of that name, and of which only the outer scope has a value."""
    keys = {one.key for _, found in named(view, lambda one: one.kind == "macro") for one in found.symbols}
    scoped = sorted(key for key in keys if name in key.split("/")[:-1])
    return next((key for key in scoped if any(key.startswith(f"{other}/") for other in keys)), "")


def _computed_scope(view: View) -> Location | None:
    """Return a call in Python that enters a scope which cannot be told."""
    for path in view.code_files():
        document, module = view.document(path), view.modules.at(path)
        if document is None or isinstance(module, Missing) or "config_scope" not in document.text.source:
            continue
        source = Source(document.text.source, module.name, path)
        for node in ast.walk(source.tree) if source.tree else ():
            if isinstance(node, ast.Call) and _enters_computed(node):
                return Location(path, source.span(node))
    return None


def _enters_computed(call: ast.Call) -> bool:
    if (dotted(call.func) or "").rpartition(".")[2] != "config_scope":
        return False
    return not all(map(_is_literal, (*call.args, *(one.value for one in call.keywords))))


def _is_literal(node: ast.expr) -> bool:
    if isinstance(node, ast.List | ast.Tuple):
        return all(map(_is_literal, node.elts))
    return isinstance(node, ast.Constant)


def _refuse(view: View, new: str) -> Refused | None:
    if wrong := refuse_name(new):
        return wrong
    for document, occurrence in named(view, scope_symbol(new).__eq__, new):
        return Refused(
            f"There already is a scope `{new}` at {where(view, location(document, occurrence.span))}."
        )
    return None
