"""Where Gin's names are declared, and which of them a Python file declares. Knows symbols and the registry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from hp_lsp.dialects.base import Declaration, Occurrence, Role, Symbol, View
from hp_lsp.dialects.gin.code.facts import Key
from hp_lsp.dialects.gin.code.registry import Configurable, Registry
from hp_lsp.dialects.gin.resolve import resolve
from hp_lsp.dialects.gin.symbols import (
    configurable_symbol,
    constant_symbol,
    parameter_symbol,
    split_parameter,
)
from hp_lsp.python.modules import Missing
from hp_lsp.text.span import Location, Span

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


def _parameter(view: View, key: str, name: str) -> Iterator[Declaration]:
    registry: Registry = view.index("gin")
    configurable = registry.object_at(key)
    if configurable is None:
        return
    parameter = registry.signature(configurable).parameter(name)
    if parameter is not None:
        yield Declaration(*parameter.declaration, parameter.declaration.span)


def _macro(view: View, symbol: Symbol) -> Iterator[Declaration]:
    for path in view.defining(symbol):
        document = view.document(path)
        for statement, macro in resolve(view, document).macros() if document else ():
            if macro.defines and macro.key == symbol.key:
                span = statement.at(macro.span)
                yield Declaration(path, span, span)


def _constant(view: View, name: str) -> Iterator[Declaration]:
    registry: Registry = view.index("gin")
    for constant in registry.constants_matching(name):
        if constant.name == name and constant.defined_at is not None:
            yield Declaration(*constant.defined_at, constant.defined_at.span)


def code_occurrences(view: View, path: str) -> tuple[Occurrence, ...]:
    """Return what a Python file declares to Gin and the keys of bindings in its strings, in order of the text."""
    registry: Registry = view.index("gin")
    declared: dict[Span, dict[Symbol, None]] = defaultdict(dict)
    for span, configurable in registry.declared_in(path):
        declared[span][configurable_symbol(configurable.key)] = None
    for span, configurable, name in registry.parameters_declared_in(path):
        declared[span][parameter_symbol(configurable.key, name)] = None
    for constant in registry.constants():
        if constant.defined_at is not None and constant.defined_at.path == path:
            declared[constant.defined_at.span][constant_symbol(constant)] = None
    occurrences = [Occurrence(span, "declaration", tuple(symbols)) for span, symbols in declared.items()]
    facts = registry.facts.get(path)
    for key in facts.keys if facts else ():
        occurrences.extend(_in_string(view, registry, Location(path, key.span), key))
    return tuple(sorted(occurrences, key=lambda occurrence: occurrence.span))


def _in_string(view: View, registry: Registry, literal: Location, key: Key) -> Iterator[Occurrence]:
    """Yield the configurable and the parameter named by a plain string such as `'train/Model.width'`."""
    document = view.document(literal.path)
    if document is None or document.text.slice(literal.span)[1:-1] != key.text:
        return
    selector, parameter = key.text.rpartition("/")[2], ""
    start = literal.span.start + 1 + len(key.text) - len(selector)
    if key.role in ("binding", "query"):
        selector, _, parameter = selector.rpartition(".")
    found = registry.matching(selector) if key.role != "scope" and selector else ()
    if found:
        yield Occurrence(Span(start, start + len(selector)), "use", _configurables(found))
    if found and parameter:
        role: Role = "binding" if key.role == "binding" else "use"
        end = literal.span.end - 1
        symbols = tuple(parameter_symbol(one.key, parameter) for one in found)
        yield Occurrence(Span(end - len(parameter), end), role, symbols)


def _configurables(found: tuple[Configurable, ...]) -> tuple[Symbol, ...]:
    return tuple(configurable_symbol(one.key) for one in found)
