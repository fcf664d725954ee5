"""What the names in one config file mean: the one place that decides, for every feature and every rule.

Knows the file and what the code registers. What other configs define (macros of included files) is not needed: a
macro is global and known by its name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from hp_lsp.dialects.base import Document, Occurrence, Role, Symbol, View
from hp_lsp.dialects.gin.includes import find_include
from hp_lsp.dialects.gin.names import Lookup, Meaning, lookup
from hp_lsp.dialects.gin.registry import GinConstant
from hp_lsp.dialects.gin.targets import Target, targets
from hp_lsp.dialects.gin.tree import (
    Argument,
    Axis,
    Binding,
    Header,
    Import,
    Include,
    MacroUse,
    Name,
    Reference,
    Row,
    Selector,
    Statement,
    Tree,
    Value,
    values_within,
)
from hp_lsp.text.span import Span

DIALECT = "gin"

Place = Literal["target", "block", "prefix", "reference"]


@dataclass(frozen=True, slots=True)
class Named:
    """A configurable's name as written somewhere, its range in the file, and what it means."""

    text: str
    span: Span
    meaning: Meaning
    place: Place
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Bound:
    """A parameter that is given a value: its name, range and scope, the configurable's name, and the value."""

    parameter: str
    span: Span
    selector: Named
    scope: str
    value: Value | None
    statement: Statement


@dataclass(frozen=True, slots=True)
class MacroSeen:
    """A macro's name, scope included as in `scope/name`, and its range without the scope.

    `constants` are the constants that the name means instead, if any. `value` is what a definition gives it.
    """

    key: str
    span: Span
    constants: tuple[GinConstant, ...]
    defines: bool
    value: Value | None = None


@dataclass(slots=True)
class Resolution:
    """Everything named in one config, each list in order of the text."""

    selectors: list[Named] = field(default_factory=list)
    bounds: list[Bound] = field(default_factory=list)
    macros: list[MacroSeen] = field(default_factory=list)
    scopes: list[tuple[str, Span]] = field(default_factory=list)
    imports: list[tuple[Import, Statement]] = field(default_factory=list)
    includes: list[tuple[Include, Statement]] = field(default_factory=list)


def resolve(view: View, document: Document) -> Resolution:
    """Return what the names in a config mean; worked out once for each text of it."""

    def compute() -> Resolution:
        return _Resolver(lookup(view, document)).run(document.tree)

    found: Resolution = view.remember(document, "gin.resolve", compute)
    return found


class _Resolver:
    """Collects the names of one tree. Lives as long as one call of `run`."""

    def __init__(self, names: Lookup) -> None:
        self._names = names
        self._found = Resolution()

    def run(self, tree: Tree) -> Resolution:
        blocks: dict[Span, Named] = {}
        by_statement: dict[Span, list[Target]] = {}
        for target in targets(tree):
            by_statement.setdefault(target.statement.span, []).append(target)
        for statement, _ in tree.walk():
            for target in by_statement.get(statement.span, ()):
                self._target(target, blocks)
            match statement.node:
                case Header(kind, Selector() as selector):
                    place: Place = "block" if kind == "configurable" else "prefix"
                    blocks[statement.span] = self._selector(statement, selector, place)
                case Import() as node:
                    self._found.imports.append((node, statement))
                case Include() as node:
                    self._found.includes.append((node, statement))
                case Binding(value=value):
                    self._values(statement, (value,))
                case Axis(values=values):
                    self._values(statement, values)
                case Row(cells):
                    self._values(statement, cells)
        return self._found

    def _target(self, target: Target, blocks: dict[Span, Named]) -> None:
        statement = target.statement
        self._scopes(statement, target.scope)
        span = statement.at(target.last.span)
        if target.is_macro:
            key = _join(target.scope_text, target.last.text)
            constants = () if target.scope else self._names.constants(target.last.text)
            self._found.macros.append(MacroSeen(key, span, constants, True, target.value))
            return
        if target.block is not None:
            selector = blocks[target.block.span]
        else:
            selector = self._named_target(target)
        self._found.bounds.append(
            Bound(target.last.text, span, selector, target.scope_text, target.value, statement)
        )

    def _named_target(self, target: Target) -> Named:
        names = target.path or (target.last,)
        span = target.statement.at(Span(names[0].span.start, names[-1].span.end))
        meaning = self._names.meaning(target.selector_text)
        named = Named(target.selector_text, span, meaning, "target", target.scope_text)
        if target.path:
            self._found.selectors.append(named)
        return named

    def _selector(self, statement: Statement, selector: Selector, place: Place) -> Named:
        self._scopes(statement, selector.scope)
        meaning = self._names.meaning(selector.text)
        named = Named(
            selector.text, statement.at(selector.path_span), meaning, place, selector.scope_text
        )
        self._found.selectors.append(named)
        return named

    def _scopes(self, statement: Statement, scope: tuple[Name, ...]) -> None:
        self._found.scopes.extend((name.text, statement.at(name.span)) for name in scope)

    def _values(self, statement: Statement, values: tuple[Value, ...]) -> None:
        for outer in values:
            for value in values_within(outer):
                if isinstance(value, Reference):
                    named = self._selector(statement, value.selector, "reference")
                    for argument in value.arguments:
                        self._argument(statement, argument, named)
                elif isinstance(value, MacroUse):
                    self._macro_use(statement, value)

    def _argument(self, statement: Statement, argument: Argument, selector: Named) -> None:
        span = statement.at(argument.name.span)
        self._found.bounds.append(
            Bound(argument.name.text, span, selector, selector.scope, argument.value, statement)
        )

    def _macro_use(self, statement: Statement, use: MacroUse) -> None:
        self._scopes(statement, use.selector.scope)
        name = use.selector.text
        constants = () if use.selector.scope else self._names.constants(name)
        key = _join(use.selector.scope_text, name)
        span = statement.at(use.selector.path_span)
        self._found.macros.append(MacroSeen(key, span, constants, False))


def _join(scope: str, name: str) -> str:
    return f"{scope}/{name}" if scope else name


def occurrences(view: View, document: Document) -> tuple[Occurrence, ...]:
    """Return every name in a config and the symbols it means, in order of the text."""
    found = resolve(view, document)
    names = [
        *_selector_occurrences(found),
        *_parameter_occurrences(found),
        *_macro_occurrences(found),
        *(Occurrence(span, "use", (Symbol(DIALECT, "scope", name),)) for name, span in found.scopes),
        *(Occurrence(statement.at(node.span), "use", (module_symbol(node),)) for node, statement in found.imports),
        *_include_occurrences(view, document, found),
    ]
    return tuple(sorted(names, key=lambda occurrence: occurrence.span))


def configurable_symbol(key: str) -> Symbol:
    """Return the symbol of the configurable with that registry key."""
    return Symbol(DIALECT, "configurable", key)


def parameter_symbol(key: str, parameter: str) -> Symbol:
    """Return the symbol of a parameter of the configurable with that registry key."""
    return Symbol(DIALECT, "parameter", f"{key}.{parameter}")


def macro_symbol(key: str) -> Symbol:
    """Return the symbol of a macro; `key` includes its scope."""
    return Symbol(DIALECT, "macro", key)


def constant_symbol(constant: GinConstant) -> Symbol:
    """Return the symbol of a constant."""
    return Symbol(DIALECT, "constant", constant.name)


def module_symbol(node: Import) -> Symbol:
    """Return the symbol of the Python module that a config imports."""
    return Symbol(DIALECT, "module", node.module)


def file_symbol(path: str) -> Symbol:
    """Return the symbol of a config file."""
    return Symbol(DIALECT, "file", path)


def _selector_occurrences(found: Resolution) -> Iterator[Occurrence]:
    for named in found.selectors:
        symbols = tuple(configurable_symbol(one.key) for one in named.meaning.configurables)
        yield Occurrence(named.span, "use", symbols)


def _parameter_occurrences(found: Resolution) -> Iterator[Occurrence]:
    for bound in found.bounds:
        configurables = bound.selector.meaning.configurables
        symbols = tuple(parameter_symbol(one.key, bound.parameter) for one in configurables)
        yield Occurrence(bound.span, "binding", symbols)


def _macro_occurrences(found: Resolution) -> Iterator[Occurrence]:
    for macro in found.macros:
        role: Role = "declaration" if macro.defines else "use"
        if macro.constants and not macro.defines:
            yield Occurrence(macro.span, role, tuple(constant_symbol(one) for one in macro.constants))
        else:
            yield Occurrence(macro.span, role, (macro_symbol(macro.key),))


def _include_occurrences(view: View, document: Document, found: Resolution) -> Iterator[Occurrence]:
    for node, statement in found.includes:
        target = find_include(view, document.path, node.path)
        if target is not None:
            yield Occurrence(statement.at(node.span), "use", (file_symbol(target.path),))
