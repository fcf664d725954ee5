"""The names that one statement mentions and what they mean. Knows one statement, the blocks around it, and a lookup.

Spans count from the start of the statement, like those of its node: what is found holds wherever the line stands, and
is found once for as long as line, blocks and code stay the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, TypeVar

from hp_lsp.dialects.gin.code.registry import GinConstant
from hp_lsp.dialects.gin.names.lookup import Lookup, Meaning, Refusal
from hp_lsp.dialects.gin.names.targets import Target, targets_of
from hp_lsp.dialects.gin.tree import (
    Axis,
    Header,
    Held,
    MacroUse,
    Name,
    Node,
    Reference,
    Row,
    Selector,
    Statement,
    Unary,
    Value,
    values_of,
    values_within,
)
from hp_lsp.text.span import Span

T = TypeVar("T")
Place = Literal["target", "block", "prefix", "reference"]


class Named(NamedTuple):
    """A configurable's name as written, without scope, and what it means.

    `scope` is the one written before it in a reference or header, and `evaluated` whether a reference is called.
    """

    text: str
    span: Span
    meaning: Meaning
    place: Place
    scope: str = ""
    evaluated: bool = False

    @property
    def key(self) -> str:
        """The key of the one configurable that is meant; empty where there is none or several."""
        meant = self.meaning.configurables
        return meant[0].key if len(meant) == 1 else ""


class Bound(NamedTuple):
    """A parameter that is given a value: its name, the scope, and the name and meaning of the configurable.

    `refusal` is why Gin certainly refuses it, if it does.
    """

    parameter: str
    span: Span
    scope: str
    selector: str
    meaning: Meaning
    value: Value | None
    refusal: Refusal | None


class MacroSeen(NamedTuple):
    """A macro's name, scope included as in `scope/name`, and its range without the scope.

    `constants` are the constants that the name means instead, if any. `value` is what a definition gives it.
    """

    key: str
    span: Span
    constants: tuple[GinConstant, ...]
    defines: bool
    value: Value | None = None


@dataclass(slots=True)
class Mentions(Held):
    """Everything that one statement names. `signs` are minus signs before a reference or a macro.

    `swept` are the parameters that an axis or a row gives a value, once for each value. `findings` is what rules made
    of the line, by the names of their questions, kept for as long as the line and the code stay the same; `silent` are
    the questions that find nothing here, a bit for each: most do, of most lines. `nodes` are those of the line and of
    the blocks around it, held so that no others take their identity.
    """

    nodes: tuple[Node, ...]
    selectors: list[Named] = field(default_factory=list)
    bounds: list[Bound] = field(default_factory=list)
    swept: list[Bound] = field(default_factory=list)
    macros: list[MacroSeen] = field(default_factory=list)
    scopes: list[tuple[str, Span]] = field(default_factory=list)
    signs: list[Span] = field(default_factory=list)
    findings: dict[str, tuple[Any, ...]] = field(default_factory=dict, compare=False, repr=False)
    silent: int = field(default=0, compare=False, repr=False)

    def remember(self, question: str, bit: int, find: Callable[[Mentions], tuple[T, ...]]) -> tuple[T, ...]:
        """Return what `find` finds here, found once; where that is nothing, `silent` has the question's bit then."""
        known = self.findings.get(question)
        if known is None:
            known = find(self)
            if known:
                self.findings[question] = known
            else:
                self.silent |= bit
        return known

    def values(self) -> Iterator[Value]:
        """Return the values that the line gives to parameters and macros."""
        bounds = (*self.bounds, *self.swept)
        given = (*(one.value for one in bounds), *(one.value for one in self.macros))
        return (value for value in given if value is not None)


def mentions(statement: Statement, parents: tuple[Statement, ...], names: Lookup) -> Mentions:
    """Return what a statement names; `parents` are the statements whose blocks hold it, outermost first."""
    found = Mentions((statement.node, *(parent.node for parent in parents)))
    for target in targets_of(statement, parents):
        _add_target(found, names, target)
    node = statement.node
    if isinstance(node, Header) and node.selector is not None:
        _add_selector(found, names, node.selector, "block" if node.kind == "configurable" else "prefix")
    for outer in values_of(node):
        for value in values_within(outer):
            _add_value(found, names, value)
    found.swept.extend(_swept(statement, parents, names))
    return found


def _swept(statement: Statement, parents: tuple[Statement, ...], names: Lookup) -> Iterator[Bound]:
    """Yield the parameters that an axis gives its values, and a row of a table its cells."""
    match statement.node:
        case Axis(values=values):
            for target in targets_of(statement, parents):
                bound = None if target.is_macro else _bound(names, target)
                yield from (bound._replace(value=value) for value in values) if bound else ()
        case Row(cells):
            columns = targets_of(parents[-1], parents[:-1]) if parents else ()
            for target, cell in zip(columns, cells, strict=False):
                if not target.is_macro:
                    yield _bound(names, target)._replace(value=cell)


def _add_target(found: Mentions, names: Lookup, target: Target) -> None:
    _add_scopes(found, target.scope)
    last = target.last
    if target.is_macro:
        constants = () if target.scope else names.constants(last.text)
        key = _join(target.scope_text, last.text)
        found.macros.append(MacroSeen(key, last.span, constants, True, target.value))
        return
    bound = _bound(names, target)
    if target.path:
        span = Span(target.path[0].span.start, target.path[-1].span.end)
        found.selectors.append(Named(bound.selector, span, bound.meaning, "target"))
    found.bounds.append(bound)


def _bound(names: Lookup, target: Target) -> Bound:
    last, selector = target.last, target.selector_text
    meaning = names.meaning(selector)
    refusal = names.refusal(meaning, last.text)
    return Bound(last.text, last.span, target.scope_text, selector, meaning, target.value, refusal)


def _add_selector(
    found: Mentions, names: Lookup, selector: Selector, place: Place, *, evaluated: bool = False
) -> Meaning:
    _add_scopes(found, selector.scope)
    meaning = names.meaning(selector.text)
    scope = selector.scope_text
    found.selectors.append(Named(selector.text, selector.path_span, meaning, place, scope, evaluated))
    return meaning


def _add_scopes(found: Mentions, scope: tuple[Name, ...]) -> None:
    found.scopes.extend((name.text, name.span) for name in scope)


def _add_value(found: Mentions, names: Lookup, value: Value) -> None:
    match value:
        case Reference(selector=selector):
            meaning = _add_selector(found, names, selector, "reference", evaluated=value.evaluated)
            found.bounds.extend(_arguments(names, value, meaning))
        case MacroUse(selector=selector):
            _add_scopes(found, selector.scope)
            constants = () if selector.scope else names.constants(selector.text)
            key = _join(selector.scope_text, selector.text)
            found.macros.append(MacroSeen(key, selector.path_span, constants, False))
        case Unary(operator="-", operand=MacroUse() | Reference()):
            found.signs.append(value.operator_span)


def _arguments(names: Lookup, call: Reference, meaning: Meaning) -> Iterator[Bound]:
    for argument in call.arguments:
        yield Bound(
            argument.name.text,
            argument.name.span,
            call.selector.scope_text,
            call.selector.text,
            meaning,
            argument.value,
            names.refusal(meaning, argument.name.text),
        )


def _join(scope: str, name: str) -> str:
    return f"{scope}/{name}" if scope else name
