"""The syntax tree of Gin and of Hyperion, which extends it. Knows no names' meaning, only what is written where.

A file is a list of statements. A statement holds the node of one logical line and, when it heads a block, the
statements of the block. Spans inside a node count from the start of its logical line, so that one node can
serve every place, and every version of a file, in which the same line stands; `Statement.at` makes them offsets
of the file. Nodes are immutable and compare by value.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple, TypeAlias
from typing import Literal as OneOf

from hp_lsp.text.edits import Edit
from hp_lsp.text.span import Span


class Name(NamedTuple):
    """One identifier, such as `train` in `train/models.Transformer.d_model`."""

    text: str
    span: Span


class Selector(NamedTuple):
    """A dotted path with an optional scope: `train/models.Transformer` has scope `train` and two path names."""

    scope: tuple[Name, ...]
    path: tuple[Name, ...]
    span: Span

    @property
    def text(self) -> str:
        """The dotted path without its scope, such as `models.Transformer`."""
        return ".".join(name.text for name in self.path)

    @property
    def scope_text(self) -> str:
        """The scope as Gin writes it, such as `train/eval`; empty without one."""
        return "/".join(name.text for name in self.scope)

    @property
    def path_span(self) -> Span:
        """The range of the dotted path without its scope."""
        return Span(self.path[0].span.start, self.path[-1].span.end)


# --- values ---------------------------------------------------------------------------------------------------


class Constant(NamedTuple):
    """A number (a sign included), string (adjacent ones joined), True, False or None; `value` is its value.

    A number too large to be held as Python holds it is a float infinity, as Python itself reads `1e999`.
    """

    value: object
    span: Span


class Argument(NamedTuple):
    """`name=value` in a Hyperion call such as `@schedule(warmup=10)`."""

    name: Name
    value: Value
    span: Span


class Reference(NamedTuple):
    """`@scope/path` or, evaluated, `@scope/path()`; only Hyperion knows arguments between the parentheses."""

    selector: Selector
    evaluated: bool
    arguments: tuple[Argument, ...]
    span: Span


class MacroUse(NamedTuple):
    """`%name`, `%scope/name` or `%dotted.CONSTANT`."""

    selector: Selector
    span: Span


class Sequence(NamedTuple):
    """A list or a tuple."""

    kind: OneOf["list", "tuple"]
    items: tuple[Value, ...]
    span: Span


class Mapping(NamedTuple):
    """A dict: pairs of key and value, in order, repeated keys included."""

    items: tuple[tuple[Value, Value], ...]
    span: Span


class Group(NamedTuple):
    """A value in parentheses that make no tuple: `(1)`."""

    value: Value
    span: Span


class Unary(NamedTuple):
    """A sign or operator before a value: in Gin only the `-` that it drops before a reference or macro.

    In Hyperion `- + ~ not`.
    """

    operator: str
    operand: Value
    span: Span
    operator_span: Span


class Binary(NamedTuple):
    """A Hyperion expression; `not in` is one operator."""

    left: Value
    operator: str
    right: Value
    span: Span
    operator_span: Span


class BadValue(NamedTuple):
    """A value that cannot be read, or is not there; an error of the file says why."""

    span: Span


Value: TypeAlias = Constant | Reference | MacroUse | Sequence | Mapping | Group | Unary | Binary | BadValue


def values_within(value: Value) -> Iterator[Value]:
    """Yield `value` and every value inside it, outermost first, in the order of the text."""
    pending = [value]
    while pending:
        current = pending.pop()
        yield current
        pending.extend(reversed(children(current)))


def children(value: Value) -> tuple[Value, ...]:
    """Return the values directly inside `value`, in the order of the text."""
    match value:
        case Sequence():
            return value.items
        case Mapping():
            return tuple(part for item in value.items for part in item)
        case Group():
            return (value.value,)
        case Unary():
            return (value.operand,)
        case Binary():
            return (value.left, value.right)
        case Reference():
            return tuple(argument.value for argument in value.arguments)
        case _:
            return ()


# --- nodes: one logical line each -----------------------------------------------------------------------------


class Binding(NamedTuple):
    """`scope/selector.parameter = value`; inside a block just `parameter = value`.

    `target` is the left side as written. Outside a Gin block its last path name is the parameter, and a path
    of one name makes the line the definition of a macro.
    """

    target: Selector
    value: Value


class Header(NamedTuple):
    """The first line of a block.

    `selector:` of Gin has kind "configurable", `with selector:` of Hyperion "with"; "product" and "union" have
    no selector.
    """

    kind: OneOf["configurable", "with", "product", "union"]
    selector: Selector | None


class TableHeader(NamedTuple):
    """`table a, b.c:` of Hyperion; the rows stand in the block below."""

    columns: tuple[Selector, ...]


class Row(NamedTuple):
    """One row of a Hyperion table."""

    cells: tuple[Value, ...]


class Axis(NamedTuple):
    """`target: [value, ...]` of Hyperion: one configuration for each value."""

    target: Selector
    values: tuple[Value, ...]
    values_span: Span


class Import(NamedTuple):
    """`import a.b`, `import a.b as c`, `from a import b`, `from a import b as c`.

    `module` is the path of all names to import, `a.b` in each of the four; `names` are its parts.
    """

    names: tuple[Name, ...]
    alias: Name | None
    is_from: bool

    @property
    def module(self) -> str:
        """The dotted module path."""
        return ".".join(name.text for name in self.names)

    @property
    def span(self) -> Span:
        """The range of the module path, from its first name to its last."""
        return Span(self.names[0].span.start, self.names[-1].span.end)

    @property
    def bound(self) -> str:
        """The name that the import binds in a file with dynamic registration."""
        if self.alias is not None:
            return self.alias.text
        return self.names[-1 if self.is_from else 0].text


class Include(NamedTuple):
    """`include 'path'`; `span` is the range of the string literals, quotes included."""

    path: str
    span: Span


@dataclass(frozen=True, slots=True)
class Broken:
    """A logical line that cannot be read at all."""


Node: TypeAlias = Binding | Header | TableHeader | Row | Axis | Import | Include | Broken


def values_of(node: Node) -> tuple[Value, ...]:
    """Return the values that a line is written with, in order: one, those of an axis, or the cells of a row."""
    match node:
        case Binding(value=value):
            return (value,)
        case Axis(values=values):
            return values
        case Row(cells):
            return cells
        case _:
            return ()


# --- lines ----------------------------------------------------------------------------------------------------


class Suggestion(NamedTuple):
    """A change of the text that leaves one error less; `safe` as in `dialects.base.Fix`."""

    title: str
    edits: tuple[Edit, ...]
    safe: bool = False


class Error(NamedTuple):
    """Something the upstream system cannot read, or hardly reads as it is meant. `code` is the rule that reports it.

    Spans count from the start of the line in what is said of a node, from that of the file in a `Tree`.
    """

    code: str
    span: Span
    message: str
    suggestions: tuple[Suggestion, ...] = ()

    def shifted(self, offset: int) -> Error:
        """Return the error of the same text standing `offset` characters further on."""
        moved = tuple(
            one._replace(edits=tuple(Edit(edit.span.shifted(offset), edit.text) for edit in one.edits))
            for one in self.suggestions
        )
        return self._replace(span=self.span.shifted(offset), suggestions=moved)


class Held:
    """What may be remembered for as long as something else holds it, and no longer."""

    __slots__ = ("__weakref__",)


@dataclass(frozen=True, slots=True)
class Parsed(Held):
    """The node of a line, or a value, its errors and the remarks; spans count from the start of the text."""

    node: Any
    errors: tuple[Error, ...]
    remarks: tuple[Error, ...] = ()


# --- files ----------------------------------------------------------------------------------------------------


class Statement(NamedTuple):
    """A logical line in its place: its node, its range in the file, and the statements of the block it heads.

    The range leaves out indentation and a trailing comment.
    """

    node: Node
    span: Span
    body: tuple[Statement, ...] = ()

    def at(self, span: Span) -> Span:
        """Return the range in the file of a range inside this statement's node."""
        return span.shifted(self.span.start)


@dataclass(frozen=True)
class Tree:
    """A whole file, whatever its text: statements in order, and the errors in order.

    `remarks` are about what the upstream system does read, though hardly as it is meant. `lines` are held so that the
    parser remembers them for as long as there is a text in which they stand.
    """

    statements: tuple[Statement, ...]
    errors: tuple[Error, ...]
    comments: tuple[Span, ...] = ()
    remarks: tuple[Error, ...] = ()
    lines: tuple[Parsed, ...] = field(default=(), compare=False, repr=False)

    @cached_property
    def reading(self) -> tuple[Statement, ...]:
        """The statements that read something else, imports and includes, in order."""
        return tuple(one for one in self.statements if isinstance(one.node, Import | Include))

    @cached_property
    def alone(self) -> frozenset[Span]:
        """The ranges of the statements that are the only one of a block."""
        return frozenset(one.body[0].span for one, _ in self.walk() if len(one.body) == 1)

    def walk(self) -> Iterator[tuple[Statement, tuple[Statement, ...]]]:
        """Yield every statement with the statements whose blocks hold it, outermost first."""
        for statement in self.statements:
            yield statement, ()
            if statement.body:
                yield from _inside(statement)


def _inside(header: Statement) -> Iterator[tuple[Statement, tuple[Statement, ...]]]:
    """Yield the statements of a block as `Tree.walk` does, without recursion: blocks may be nested deep."""
    pending: list[tuple[Statement, tuple[Statement, ...]]] = [
        (inner, (header,)) for inner in reversed(header.body)
    ]
    while pending:
        statement, parents = pending.pop()
        yield statement, parents
        if statement.body:
            pending.extend((inner, (*parents, statement)) for inner in reversed(statement.body))
