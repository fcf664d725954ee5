"""Where Gin's names are declared, and which of them a Python file declares. Knows symbols and the registry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from hp_lsp.dialects.base import Declaration, Occurrence, Symbol, View
from hp_lsp.dialects.gin.code.given_name import given_names
from hp_lsp.dialects.gin.code.registry import Registry
from hp_lsp.dialects.gin.configs import gin_config_at
from hp_lsp.dialects.gin.embedded.macros import macros_in_code
from hp_lsp.dialects.gin.embedded.names import embedded_occurrences
from hp_lsp.dialects.gin.names.resolve import resolve
from hp_lsp.dialects.gin.names.symbols import (
    configurable_symbol,
    constant_symbol,
    parameter_symbol,
    split_parameter,
)
from hp_lsp.python.modules import Missing
from hp_lsp.text.span import Span

START = Span(0, 0)


def declarations(view: View, symbol: Symbol) -> tuple[Declaration, ...]:
    """Return where a symbol is declared; nothing where that is unknown."""
    match symbol.kind:
        case "configurable":
            return tuple(_configurable(view, symbol.key))
        case "parameter":
            return tuple(_parameter(view, *split_parameter(symbol)))
        case "macro":
            return tuple(_macro(view, symbol))
        case "constant":
            return tuple(_constant(view, symbol.key))
        case "module":
            module = view.modules.find(symbol.key)
            return () if isinstance(module, Missing) else (Declaration(module.path, START, START),)
        case "file":
            return (Declaration(symbol.key, START, START),)
        case _:
            return ()


def _configurable(view: View, key: str) -> Iterator[Declaration]:
    registry: Registry = view.index("gin")
    found = registry.object_at(key)
    for one in registry.alternatives(key) or (() if found is None else (found,)):
        if one.declaration is not None:
            yield Declaration(*one.declaration, one.whole or one.declaration.span)
        elif one.registered_at is not None:
            yield Declaration(*one.registered_at, one.registered_at.span)


def registrations(view: View, symbol: Symbol) -> tuple[Declaration, ...]:
    """Return the decorators and calls that register a configurable; nothing for any other symbol."""
    if symbol.kind != "configurable":
        return ()
    registry: Registry = view.index("gin")
    places = (one.registered_at for one in registry.alternatives(symbol.key))
    return tuple(Declaration(*place, place.span) for place in places if place is not None)


def _parameter(view: View, key: str, name: str) -> Iterator[Declaration]:
    registry: Registry = view.index("gin")
    configurable = registry.object_at(key)
    if configurable is None:
        return
    parameter = registry.parameter(configurable, name)
    if parameter is not None:
        yield Declaration(*parameter.declaration, parameter.declaration.span)


def _macro(view: View, symbol: Symbol) -> Iterator[Declaration]:
    for path in view.defining(symbol):
        document = gin_config_at(view, path)
        for statement, macro in resolve(view, document).macros() if document else ():
            if macro.defines and macro.key == symbol.key:
                span = statement.at(macro.span)
                yield Declaration(path, span, span)
    for path in macros_in_code(view).get(symbol.key, ()):
        for occurrence in view.occurrences(path):
            if occurrence.role == "declaration" and symbol in occurrence.symbols:
                yield Declaration(path, occurrence.span, occurrence.span)


def _constant(view: View, name: str) -> Iterator[Declaration]:
    registry: Registry = view.index("gin")
    for constant in registry.constants_matching(name):
        if constant.name == name and constant.defined_at is not None:
            yield Declaration(*constant.defined_at, constant.defined_at.span)


def code_occurrences(view: View, path: str) -> tuple[Occurrence, ...]:
    """Return what a Python file declares to Gin and the names in the strings that it gives to Gin, in order."""
    registry: Registry = view.index("gin")
    declared: dict[Span, dict[Symbol, None]] = defaultdict(dict)
    for span, configurable in registry.declared_in(path):
        declared[span][configurable_symbol(configurable.key)] = None
    for span, configurable in given_names(view, path):
        declared[span][configurable_symbol(configurable.key)] = None
    for span, configurable, name in registry.parameters_declared_in(path):
        declared[span][parameter_symbol(configurable.key, name)] = None
    for constant in registry.constants():
        if constant.defined_at is not None and constant.defined_at.path == path:
            declared[constant.defined_at.span][constant_symbol(constant)] = None
    occurrences = [Occurrence(span, "declaration", tuple(symbols)) for span, symbols in declared.items()]
    document = view.document(path)
    if document is not None:
        occurrences.extend(embedded_occurrences(view, document))
    return tuple(sorted(dict.fromkeys(occurrences), key=lambda occurrence: occurrence.span))
