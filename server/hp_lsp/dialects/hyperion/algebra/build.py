"""From a syntax tree to its sweep: which statement belongs to which block.

Knows the statements of Gin and Hyperion, and that some blocks only prefix names; not what values mean.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from hp_lsp.dialects.gin.tree import (
    Axis,
    Binding,
    Header,
    Import,
    Include,
    Row,
    Selector,
    Statement,
    TableHeader,
    Tree,
    Value,
)
from hp_lsp.dialects.hyperion.sweep import Assignment, Choice, Config, Part, Prelude, Product, Sweep, Union
from hp_lsp.text.span import Span


class Prefix(NamedTuple):
    """What the enclosing `with` and Gin blocks put before the names of a statement."""

    scope: tuple[str, ...] = ()
    path: tuple[str, ...] = ()

    def joined(self, selector: Selector) -> Prefix:
        """Return the prefix that a block with this selector inside makes."""
        return Prefix(
            (*self.scope, *(name.text for name in selector.scope)),
            (*self.path, *(name.text for name in selector.path)),
        )

    def key(self, selector: Selector) -> str:
        """Return the key that a left side inside means."""
        whole = self.joined(selector)
        return "/".join((*whole.scope, ".".join(whole.path)))


def sound_sweep(tree: Tree) -> Sweep | None:
    """Return the sweep of a file; None where upstream refuses it: errors, or rows of a wrong length."""
    return None if tree.errors or any(ragged_rows(tree)) else sweep_of(tree)


def ragged_rows(tree: Tree) -> Iterator[tuple[Statement, Statement]]:
    """Yield each table with each of its rows that has another number of values than there are columns."""
    for statement, _ in tree.walk():
        if not isinstance(statement.node, TableHeader):
            continue
        for row in statement.body:
            if isinstance(row.node, Row) and len(row.node.cells) != len(statement.node.columns):
                yield statement, row


def sweep_of(tree: Tree) -> Sweep:
    """Return the sweep of a file; of one with errors, that of what can be read."""
    builder = _Builder()
    root = _Draft("product", Span(0, tree.statements[-1].span.end if tree.statements else 0))
    drafts = [root]
    for statement, draft, prefix in _spliced(tree.statements, root, drafts):
        builder.add(statement, draft, prefix)
    parts: dict[int, Product | Union] = {}
    for draft in reversed(drafts):
        parts[id(draft)] = _finished(draft, parts)
    blocks = tuple(parts[id(draft)] for draft in drafts)
    whole = blocks[0]
    assert isinstance(whole, Product)  # noqa: S101 - the root draft is one
    return Sweep(whole, blocks, tuple(builder.preludes), tuple(builder.assignments))


@dataclass(slots=True, eq=False)
class _Draft:
    """A block whose children are still being found."""

    kind: Literal["product", "union"]
    span: Span
    children: list[Choice | _Draft] = field(default_factory=list)


def _spliced(
    statements: Iterable[Statement], root: _Draft, drafts: list[_Draft]
) -> Iterator[tuple[Statement, _Draft, Prefix]]:
    """Yield every statement that is no block's header with the block it belongs to, in the order of the text.

    Blocks found on the way are put into `drafts` and into their parents.
    """
    pending = [(statement, root, Prefix()) for statement in reversed(tuple(statements))]
    while pending:
        statement, draft, prefix = pending.pop()
        node = statement.node
        if not isinstance(node, Header):
            yield statement, draft, prefix
            continue
        if node.kind == "product" or node.kind == "union":
            inner = _Draft(node.kind, statement.span)
            draft.children.append(inner)
            drafts.append(inner)
            draft = inner
        elif node.selector is not None:
            prefix = prefix.joined(node.selector)
        pending.extend((part, draft, prefix) for part in reversed(statement.body))


def _finished(draft: _Draft, finished: dict[int, Product | Union]) -> Product | Union:
    parts: list[Part] = [
        child if isinstance(child, Choice) else finished[id(child)] for child in draft.children
    ]
    if draft.kind == "product":
        return Product(tuple(parts), draft.span)
    bindings = [part for part in parts if isinstance(part, Choice) and part.kind == "binding"]
    hoisted = set(map(id, bindings))
    alternatives = [part for part in parts if id(part) not in hoisted]
    return Union(tuple(bindings), tuple(alternatives), draft.span)


class _Builder:
    """Numbers assignments and slots while statements come in."""

    def __init__(self) -> None:
        self.assignments: list[Assignment] = []
        self.preludes: list[Prelude] = [Prelude(0, ())]
        self._slots: dict[str, int] = {}
        self._next_slot = 0

    def add(self, statement: Statement, draft: _Draft, prefix: Prefix) -> None:
        match statement.node:
            case Import() | Include() as node:
                self._add_prelude(node)
            case Binding(target, value):
                column = (prefix.key(target), statement.at(target.span))
                option = self._option([column], [value], statement)
                draft.children.append(Choice("binding", (column,), (option,), statement.span))
            case Axis(target, values):
                column = (prefix.key(target), statement.at(target.span))
                options = [self._option([column], [value], statement) for value in values]
                draft.children.append(Choice("axis", (column,), tuple(options), statement.span))
            case TableHeader(targets):
                columns = [(prefix.key(target), statement.at(target.span)) for target in targets]
                options = [
                    self._option(columns, row.node.cells, row)
                    for row in statement.body
                    if isinstance(row.node, Row)
                ]
                draft.children.append(Choice("table", tuple(columns), tuple(options), statement.span))
            case _:
                pass

    def _option(self, columns: Iterable[tuple[str, Span]], values: Iterable[Value], at: Statement) -> Config:
        return tuple(
            self._assignment(key, value, at) for (key, _), value in zip(columns, values, strict=False)
        )

    def _assignment(self, key: str, value: Value, at: Statement) -> Assignment:
        slot = self._slots.setdefault(key, self._next_slot)
        self._next_slot = max(self._next_slot, slot + 1)
        assignment = Assignment(key, value, at.span.start, len(self.assignments), slot)
        self.assignments.append(assignment)
        return assignment

    def _add_prelude(self, node: Import | Include) -> None:
        """Keep an import or include; one below an assignment parts the slots before it from those behind."""
        last = self.preludes[-1]
        if last.first_slot == self._next_slot:
            self.preludes[-1] = Prelude(last.first_slot, (*last.nodes, node))
            return
        self._slots.clear()
        self.preludes.append(Prelude(self._next_slot, (node,)))
