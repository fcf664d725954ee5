"""Renames a parameter: in its function or class, in calls that give it by name, in configs, in allow and deny lists."""

from __future__ import annotations

import re
from functools import partial
from typing import NamedTuple

from hp_lsp.dialects.base import Document, Refused, Symbol, View
from hp_lsp.dialects.gin.code.registry import Configurable, Registry
from hp_lsp.dialects.gin.code.tables import BUILTINS
from hp_lsp.dialects.gin.configs import gin_configs
from hp_lsp.dialects.gin.names.declared import declarations
from hp_lsp.dialects.gin.names.resolve import resolve
from hp_lsp.dialects.gin.names.symbols import parameter_symbol, split_parameter
from hp_lsp.dialects.gin.rename.lists import listed
from hp_lsp.dialects.gin.rename.places import location, named, refuse_name, where
from hp_lsp.dialects.gin.rename.project_code import REGISTERING, project_files
from hp_lsp.dialects.gin.rename.unread import MEMBERS, unread
from hp_lsp.dialects.mentions import documents_with, symbols_in
from hp_lsp.dialects.renaming import Rename
from hp_lsp.python.uses.parameter_places import Search, given_anywhere, new_name_is_free, parameter_places
from hp_lsp.python.uses.parameter_uses import Doubt
from hp_lsp.python.uses.project_files import ProjectFiles
from hp_lsp.text.span import Location, Span


class Family(NamedTuple):
    """A parameter by the one place that declares it, and all configurables that take it from there."""

    name: str
    declaration: Location
    configurables: tuple[Configurable, ...]
    symbols: frozenset[Symbol]


def rename_parameter(view: View, symbols: tuple[Symbol, ...]) -> Rename | Refused:
    """Return every place of a parameter in the project, or why they are not all known."""
    family = _family(view, symbols)
    if isinstance(family, Refused):
        return family
    names = "|".join(sorted({re.escape(one.name) for one in family.configurables}))
    pattern = rf"""(?:\b(?:{names})|[}}"']|%s)\.(?P<name>{re.escape(family.name)})\b"""
    if unseen := unread(view, family.name, pattern, places=MEMBERS) or _unclear(view, family):
        return unseen
    bound = _bindings(view, family)
    if isinstance(bound, Refused):
        return bound
    lists = listed(view, family.configurables, family.name)
    if isinstance(lists, Refused):
        return lists
    known = (*bound, *lists)
    search = Search(family.name, family.declaration, frozenset(known), _passed(view, family), REGISTERING)
    files = project_files(view)
    found = parameter_places(files, search)
    if isinstance(found, Doubt):
        return Refused(f"{where(view, found.at)} {found.why}, so not all uses of `{family.name}` are known.")
    return Rename(family.name, tuple(dict.fromkeys((*found, *known))), partial(_refuse, view, family, files))


def _family(view: View, symbols: tuple[Symbol, ...]) -> Family | Refused:
    registry: Registry = view.index("gin")
    name = split_parameter(symbols[0])[1]
    declared = {Location(one.path, one.name) for symbol in symbols for one in declarations(view, symbol)}
    if len(declared) != 1:
        return _undeclared(registry, *split_parameter(symbols[0])) if not declared else _several(symbols)
    declaration = declared.pop()
    if declaration.path not in view.python_files():
        return Refused(f"`{name}` is declared outside of the workspace.")
    same_name = {
        symbol
        for symbol in frozenset().union(
            *(symbols_in(view, document) for document in documents_with(view, [(name,)]))
        )
        if symbol.kind == "parameter" and split_parameter(symbol)[1] == name
    }
    shared = {
        symbol
        for symbol in same_name
        if any(Location(one.path, one.name) == declaration for one in declarations(view, symbol))
    }
    family = []
    for key in sorted(split_parameter(symbol)[0] for symbol in shared.union(symbols)):
        one = registry.object_at(key)
        if one is None or not registry.signature(one).known or len(registry.alternatives(key)) > 1:
            return Refused(f"What `{key}` takes depends on code that cannot be read or on how it runs.")
        family.append(one)
    return Family(name, declaration, tuple(family), frozenset(shared.union(symbols)))


def _several(symbols: tuple[Symbol, ...]) -> Refused:
    keys = ", ".join(f"`{split_parameter(one)[0]}`" for one in symbols)
    return Refused(f"The name is a parameter of several functions: {keys}.")


def _undeclared(registry: Registry, key: str, name: str) -> Refused:
    """Return why nothing is known to declare a parameter."""
    one = registry.object_at(key)
    if key in BUILTINS or (one is not None and one.requires):
        return Refused(f"`{key}` is Gin's own.")
    takes = None if one is None else registry.signature(one)
    if takes is None or not takes.known:
        return Refused(f"What `{key}` takes cannot be read.")
    if takes.accepts_any:
        return Refused(f"`{key}` takes `{name}` by `**kwargs`: what it is given to cannot be told.")
    return Refused(f"`{key}` has no parameter `{name}` that could be renamed.")


def _bindings(view: View, family: Family) -> tuple[Location, ...] | Refused:
    """Return the places in configs and in strings of Python that bind or name the parameter."""
    places = []
    for document, occurrence in named(view, family.symbols.__contains__, family.name):
        place = location(document, occurrence.span)
        if not family.symbols.issuperset(occurrence.symbols):
            return Refused(f"{where(view, place)} may also mean another function's `{family.name}`.")
        places.append(place)
    return tuple(places)


def _unclear(view: View, family: Family) -> Refused | None:
    """Return that a config names something unknown which may be the parameter."""
    names = {one.name for one in family.configurables}
    for document in gin_configs(view):
        for selector, parameter, span in (
            _unknown(view, document) if family.name in document.text.source else ()
        ):
            if parameter == family.name and selector.rpartition(".")[2] in names:
                at = where(view, Location(document.path, span))
                return Refused(f"`{selector}` at {at} is not known, and may be the same function.")
    return None


def _unknown(view: View, document: Document) -> tuple[tuple[str, str, Span], ...]:
    """Return the bindings of a config to something unknown: selector, parameter, and place."""

    def collect() -> tuple[tuple[str, str, Span], ...]:
        return tuple(
            (bound.selector, bound.parameter, statement.at(bound.span))
            for statement, bound in resolve(view, document).bounds()
            if not bound.meaning.configurables
        )

    return view.remember(document, "gin.bindings-to-unknown", collect)


def _passed(view: View, family: Family) -> Location | None:
    """Return a place in a config or string that gives one of the functions to the program as a value, if any does."""
    keys = {one.key for one in family.configurables}
    words = {one.name for one in family.configurables}
    for document, occurrence in named(
        view, lambda one: one.kind == "configurable" and one.key in keys, *words
    ):
        after = document.text.source[occurrence.span.end :].lstrip(" \t\\")
        if occurrence.role == "use" and not after.startswith((".", "(", ":")):
            return location(document, occurrence.span)
    return None


def _refuse(view: View, family: Family, files: ProjectFiles, new: str) -> Refused | None:
    registry: Registry = view.index("gin")
    if wrong := refuse_name(new, "a parameter"):
        return wrong
    if new.startswith("__") or family.name.startswith("__"):
        return Refused("Python changes names that start with two underscores inside of classes.")
    for one in family.configurables:
        takes = registry.signature(one)
        if takes.parameter(new) is not None or takes.receiver == new:
            return Refused(f"`{one.key}` already has a parameter `{new}`.")
        if takes.accepts_any and (at := given_anywhere(files, new)):
            return Refused(f"`{one.key}` takes any name, and {where(view, at)} may give it `{new}`.")
        for document, occurrence in named(view, parameter_symbol(one.key, new).__eq__, new):
            at = location(document, occurrence.span)
            return Refused(f"{where(view, at)} already binds `{new}` of `{one.key}`.")
    if not new_name_is_free(files, family.declaration, new):
        return Refused(f"`{new}` already means something where `{family.name}` is declared.")
    return None
