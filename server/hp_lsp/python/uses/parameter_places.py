"""Every place of a project's Python that names one parameter: its function, and the calls that give it by name.

What cannot be told is a `Doubt`: then nobody may act as if all places were known.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

from hp_lsp.python.uses.callee import FileNames
from hp_lsp.python.uses.field_uses import field_at, field_uses
from hp_lsp.python.uses.keyword_calls import CallReader, Calls, Wanted
from hp_lsp.python.uses.parameter_uses import Doubt, is_named_in, parameter_at, parameter_uses
from hp_lsp.python.uses.project_files import ProjectFiles
from hp_lsp.text.span import Location

_CONSTRUCTORS = ("__init__", "__new__")


class Search(NamedTuple):
    """What to look for: a parameter by its name and declaration.

    `known` are places in strings that are renamed by others. `passed` is a place outside of Python from which the
    function is passed around as a value, if any. `registering` are as in `Wanted`.
    """

    name: str
    declaration: Location
    known: frozenset[Location]
    passed: Location | None
    registering: frozenset[str]


def parameter_places(files: ProjectFiles, search: Search) -> tuple[Location, ...] | Doubt:
    """Return all places in Python of a parameter, or why they are not all known."""
    home = files.names(search.declaration.path) if search.declaration.path in files.texts else None
    if home is None:
        return Doubt(search.declaration, "cannot be read")
    own = _own_places(files, home, search)
    if isinstance(own, Doubt):
        return own
    places, names, is_method = own
    stem = home.module.name.rpartition(".")[2]
    own_files = frozenset(files.texts)
    wanted = Wanted(search.name, search.declaration, names, stem, own_files, is_method, search.registering)
    closed = _all_names(files, wanted)
    if isinstance(closed, Doubt):
        return closed
    found = Calls()
    for path, at in files.giving(search.name, closed.names):
        read = files.names(path)
        if read is None:
            return Doubt(Location(path, at), "cannot be parsed")
        CallReader(read, closed, found).read()
    return _doubt(found, search) or tuple(dict.fromkeys((*places, *found.keywords)))


def new_name_is_free(files: ProjectFiles, declaration: Location, name: str) -> bool:
    """Tell whether the function or class that declares a parameter does not use the name `name` yet."""
    home = files.names(declaration.path)
    found = parameter_at(home.lexical, declaration.span) if home else None
    if home is None:
        return False
    if found is not None:
        return not is_named_in(home.lexical, found[1], name)
    owner = field_at(home.lexical, declaration.span)
    return owner is not None and name not in owner.bound


def given_anywhere(files: ProjectFiles, name: str) -> Location | None:
    """Return a place that gives something by a keyword, or has a string of that name; None where there is none."""
    for path, at in files.giving(name, ()):
        read = files.names(path)
        if read is None:
            return Location(path, at)
        for node, _ in read.lexical.nodes:
            is_keyword = isinstance(node, ast.keyword) and node.arg == name
            is_string = isinstance(node, ast.Constant) and node.value == name
            if isinstance(node, ast.keyword | ast.Constant) and (is_keyword or is_string):
                return Location(path, read.lexical.source.span(node))
    return None


def _own_places(
    files: ProjectFiles, home: FileNames, search: Search
) -> tuple[tuple[Location, ...], frozenset[str], bool] | Doubt:
    """Return the places at the declaration, the names of what is called there, and whether it is a method."""
    path, span = search.declaration
    found = parameter_at(home.lexical, span)
    if found is None:
        return _field_places(files, home, search)
    parameter, function = found
    uses = parameter_uses(home.lexical, parameter, function)
    if isinstance(uses, Doubt):
        return uses
    outer = home.lexical.frames[function].parent
    if outer is not None and len(outer.bound.get(function.name, ())) != 1:
        return Doubt(search.declaration, "is one of several definitions of the same name")
    is_local = outer is None or (outer is not home.lexical.top and outer.kind != "class")
    if is_local:
        return Doubt(search.declaration, "is declared inside of a function")
    is_method = outer is not None and outer.kind == "class" and function.name not in _CONSTRUCTORS
    if is_method and function.name.startswith("__"):
        return Doubt(search.declaration, "declares it for calls that do not name the function")
    called = function.name
    if outer is not None and isinstance(outer.node, ast.ClassDef) and not is_method:
        called = outer.node.name
    return tuple(Location(path, one) for one in uses), frozenset((called,)), is_method


def _field_places(
    files: ProjectFiles, home: FileNames, search: Search
) -> tuple[tuple[Location, ...], frozenset[str], bool] | Doubt:
    owner = field_at(home.lexical, search.declaration.span)
    if owner is None or not isinstance(owner.node, ast.ClassDef):
        return Doubt(search.declaration, "declares it in a way that is not followed")
    uses = field_uses(files, home, owner, search.declaration, search.name, search.known)
    return uses if isinstance(uses, Doubt) else (uses, frozenset((owner.node.name,)), False)


def _all_names(files: ProjectFiles, wanted: Wanted) -> Wanted | Doubt:
    """Return what is wanted with the names that aliases and subclasses give it in other files."""
    names, new = set(wanted.names), set(wanted.names)
    while new:
        more: set[str] = set()
        for path, at in files.mentioning(new):
            read = files.names(path)
            if read is None:
                return Doubt(Location(path, at), "cannot be parsed")
            more.update(_names_for(read, new))
        new = more - names
        names |= new
    return wanted._replace(names=frozenset(names))


def _names_for(read: FileNames, names: set[str]) -> Iterator[str]:
    """Yield the names that a file gives to things called one of `names`, and to classes made of them."""
    for node, _ in read.lexical.nodes:
        match node:
            case ast.alias(name=name, asname=str(alias)) if name in names:
                yield alias
            case ast.ClassDef(name=name, bases=bases) if any(_last_name(base) in names for base in bases):
                yield name
            case _:
                pass


def _last_name(node: ast.expr) -> str:
    while isinstance(node, ast.Subscript):
        node = node.value
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def _doubt(found: Calls, search: Search) -> Doubt | None:
    """Return what keeps the calls from being known, if anything does."""
    if found.doubts:
        return found.doubts[0]
    passed = next(iter(found.escapes), search.passed)
    if passed is None:
        return None
    if found.open_calls:
        return Doubt(found.open_calls[0], f"may call it with `{search.name}=`, since it is passed around")
    if found.open_stars and (strings := [one for one in found.strings if one not in search.known]):
        return Doubt(strings[0], "may name it in arguments that are passed on with `**`")
    return None
