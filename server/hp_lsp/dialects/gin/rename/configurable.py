"""Renames a configurable: the name that it is registered by, a string or that of its `def` or `class`."""

from __future__ import annotations

import re
from functools import partial
from typing import NamedTuple

from hp_lsp.dialects.base import Document, Occurrence, Refused, Symbol, View
from hp_lsp.dialects.gin.code.given_name import given_name
from hp_lsp.dialects.gin.code.registry import Configurable, Registry
from hp_lsp.dialects.gin.configs import gin_configs, is_gin
from hp_lsp.dialects.gin.names.lookup import is_dynamic
from hp_lsp.dialects.gin.names.symbols import configurable_symbol
from hp_lsp.dialects.gin.rename.places import location, refuse_name, where
from hp_lsp.dialects.gin.rename.project_code import project_files
from hp_lsp.dialects.gin.rename.unread import NAMES, unread
from hp_lsp.dialects.gin.runs.includes import imports
from hp_lsp.dialects.mentions import documents_with, symbols_in
from hp_lsp.dialects.renaming import Rename
from hp_lsp.python.uses.definition_places import definition_places, is_free
from hp_lsp.python.uses.parameter_uses import Doubt
from hp_lsp.text.span import Location, Span


class Named(NamedTuple):
    """Configurables that bear one name for one reason.

    `registered` are the keys that end with it. `literal` is the place of the string that gives the name; None where the
    `def` or `class` at `definition` does, and then `imported` are the keys that files with dynamic registration reach
    by it.
    """

    name: str
    registered: tuple[str, ...]
    literal: Location | None
    imported: tuple[str, ...] = ()
    definition: Location | None = None


def rename_configurable(
    view: View, document: Document, occurrence: Occurrence, offset: int
) -> Rename | Refused:
    """Return every place of a configurable's name in the project, or why they are not all known."""
    is_class_of_method = document.text.source[offset : occurrence.span.end].count(".") == 1
    symbols = _owners(view, occurrence.symbols) if is_class_of_method else occurrence.symbols
    called = _named(view, symbols, in_python=_is_python_name(document, occurrence))
    if isinstance(called, Refused):
        return called
    name = re.escape(called.name)
    pattern = rf"(?:@(?:[\w./]+[./])?|(?=[\w.]+\.\w+\s*=))(?P<name>\b{name})\b"
    if unseen := unread(view, called.name, pattern, places=NAMES):
        return unseen
    places = _selectors(view, called)
    if isinstance(places, Refused):
        return places
    if called.literal is not None:
        return Rename(called.name, (called.literal, *places), partial(_refuse, view, called))
    if called.definition is None or called.definition.path not in view.python_files():
        return Refused(f"`{called.name}` is defined outside of the workspace.")
    files = project_files(view)
    found = definition_places(files, called.definition, frozenset(places))
    if isinstance(found, Doubt):
        return Refused(f"{where(view, found.at)} {found.why}, so not all uses of `{called.name}` are known.")

    def refuse(new: str) -> Refused | None:
        refused = _refuse(view, called, new)
        if refused is None and not is_free(files, found, new):
            return Refused(f"`{new}` already means something in the Python files that name `{called.name}`.")
        return refused

    return Rename(called.name, tuple(dict.fromkeys((*found, *places))), refuse)


def _is_python_name(document: Document, occurrence: Occurrence) -> bool:
    """Tell whether a configurable is named by its name in Python: at its definition, or by dynamic registration."""
    if document.dialect is not None:
        return is_dynamic(document)
    return occurrence.role == "declaration" and document.text.source[occurrence.span.end :][:1] not in (
        "'",
        '"',
    )


def _owners(view: View, symbols: tuple[Symbol, ...]) -> tuple[Symbol, ...]:
    """Return the classes of methods; other configurables as they are."""
    registry: Registry = view.index("gin")
    found = [registry.object_at(symbol.key) for symbol in symbols]
    return tuple(
        configurable_symbol(one.key.rpartition(".")[0]) if one and one.kind == "method" else symbol
        for one, symbol in zip(found, symbols, strict=True)
    )


def _named(view: View, symbols: tuple[Symbol, ...], *, in_python: bool) -> Named | Refused:
    registry: Registry = view.index("gin")
    found = [one for symbol in symbols if (one := registry.object_at(symbol.key))]
    if not found or len(found) != len(symbols):
        return Refused("Nothing that can be read registers this name.")
    if any(len(registry.alternatives(one.key)) > 1 for one in found):
        return Refused(f"`{found[0].key}` is registered in several places.")
    if any(one.registered_at is None and (one.declaration is None or one.requires) for one in found):
        return Refused(f"`{found[0].key}` is Gin's own, or an installed package's.")
    given = [given_name(view, one) for one in found]
    if "unknown" in given:
        return Refused(f"How `{found[0].key}` gets its name cannot be followed.")
    if in_python or "its own" in given:
        return _by_definition(view, found[0])
    if len(given) > 1:
        return Refused("The name is registered several times.")
    literal = given[0]
    return Named(found[0].name, (found[0].key,), literal if isinstance(literal, Location) else None)


def _by_definition(view: View, one: Configurable) -> Named | Refused:
    """Return what is called by the name of one `def` or `class`."""
    registry: Registry = view.index("gin")
    document = view.document(one.declaration.path) if one.declaration else None
    if one.declaration is None or document is None:
        return Refused(f"Where `{one.key}` gets its name from cannot be read.")
    name = document.text.slice(one.declaration.span)
    if one.kind == "method":
        return Refused(f"`{name}` is a method: which calls in Python mean it cannot be told.")
    if any(f".{name}." in constant.name for constant in registry.constants()):
        return Refused(f"Constants are named after `{name}`.")
    same = [other for other in registry.configurables() if other.declaration == one.declaration]
    registered = [other.key for other in same if given_name(view, other) == "its own"]
    imported = dict.fromkeys((one.key, *(other.key for other in same)))
    return Named(name, tuple(registered), None, tuple(imported), one.declaration)


def _selectors(view: View, called: Named) -> tuple[Location, ...] | Refused:
    """Return the places of the name in configs and strings, or why one is not certain."""
    places: list[Location] = []
    for document in documents_with(view, [(called.name,)]):
        keys = called.imported if is_gin(document) and is_dynamic(document) else called.registered
        for occurrence in view.occurrences(document.path) if _may_lead(view, document, keys) else ():
            found = _in_selector(view, called.name, keys, document, occurrence)
            if isinstance(found, Refused):
                return found
            places += [] if found is None else [found]
    return tuple(places)


def _may_lead(view: View, document: Document, keys: tuple[str, ...]) -> bool:
    """Tell whether something in a file may name one of the configurables, or a method of one."""
    if not keys or (is_gin(document) and is_dynamic(document)):
        return bool(keys)
    return any(one.key in keys or one.key.rpartition(".")[0] in keys for one in symbols_in(view, document))


def _in_selector(
    view: View, name: str, keys: tuple[str, ...], document: Document, occurrence: Occurrence
) -> Location | Refused | None:
    """Return the place of a name in a selector, if it is there as that of one of `keys`, or that it may be."""
    written = document.text.slice(occurrence.span)
    parts = written.split(".")
    if occurrence.role != "use" or name not in parts:
        return None
    place = location(document, occurrence.span)
    if not occurrence.symbols:
        return Refused(f"`{written}` at {where(view, place)} is not known, and may mean it.")
    if any(symbol.kind != "configurable" for symbol in occurrence.symbols):
        return None
    meant = [symbol.key for symbol in occurrence.symbols]
    ours = [key for key in meant if key in keys]
    of_class = [key for key in meant if key.rpartition(".")[0] in keys]
    if (ours or of_class) and len(meant) > 1:
        return Refused(f"`{written}` at {where(view, place)} means several configurables.")
    if ours and parts[-1] == name:
        return Location(place.path, Span(place.span.end - len(name), place.span.end))
    if of_class and parts[-2:-1] == [name]:
        end = place.span.end - len(parts[-1]) - 1
        return Location(place.path, Span(end - len(name), end))
    if name in parts[:-1] and is_gin(document) and is_dynamic(document):
        return Refused(f"`{written}` at {where(view, place)} may lead through it.")
    return None


def _refuse(view: View, called: Named, new: str) -> Refused | None:
    registry: Registry = view.index("gin")
    if wrong := refuse_name(new):
        return wrong
    taken = [one for one in registry.ending_with(new) if not one.requires or _is_imported(view, one.requires)]
    if called.registered and taken:
        return Refused(f"There already is a configurable `{taken[0].key}`.")
    return None


def _is_imported(view: View, module: str) -> bool:
    """Tell whether the project's Python or one of its configs imports a module of Gin's."""
    registry: Registry = view.index("gin")
    imported = (one.module for document in gin_configs(view) for one in imports(document))
    return module in registry.imported_modules or module in imported
