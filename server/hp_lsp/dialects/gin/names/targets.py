"""Left sides: what each statement binds, whether it stands in a flat line, a block, a `with`, a sweep or a table.

Knows how the syntax nests names, and not what the names mean.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from hp_lsp.dialects.gin.tree import (
    Axis,
    Binding,
    Header,
    Name,
    Selector,
    Statement,
    TableHeader,
    Value,
)

MACRO_SELECTORS = ("macro", "gin.macro")
"""How Gin's own function can be written that keeps the value of a macro."""


class Target(NamedTuple):
    """One left side.

    `block` is the header of the Gin block around it, which then names the configurable. `prefix` are the names that
    `with` blocks put before the path. `path` are the names written here before the parameter; without any, and
    without block or prefix, the line defines a macro called `last`.
    """

    statement: Statement
    scope: tuple[Name, ...]
    prefix: tuple[str, ...]
    path: tuple[Name, ...]
    last: Name
    block: Statement | None
    value: Value | None

    @property
    def is_macro(self) -> bool:
        """Whether a macro is defined here."""
        return self.block is None and not self.prefix and not self.path

    @property
    def macro_key(self) -> str:
        """The macro that is defined here, scope included; empty where none is. `m/macro.value = 1` is `m = 1`."""
        if self.is_macro:
            return "/".join(name.text for name in (*self.scope, self.last))
        long_form = self.last.text == "value" and self.selector_text in MACRO_SELECTORS
        return self.scope_text if long_form else ""

    @property
    def scope_text(self) -> str:
        """The scope in which the value holds, as Gin writes it."""
        names = self.scope
        if self.block is not None and isinstance(self.block.node, Header) and self.block.node.selector:
            names = self.block.node.selector.scope
        return "/".join(name.text for name in names)

    @property
    def selector_text(self) -> str:
        """The dotted name of the configurable; empty for a macro."""
        if self.block is not None and isinstance(self.block.node, Header) and self.block.node.selector:
            return self.block.node.selector.text
        return ".".join((*self.prefix, *(name.text for name in self.path)))


def targets_of(statement: Statement, parents: tuple[Statement, ...]) -> Iterator[Target]:
    """Yield the left sides of one statement; `parents` are those whose blocks hold it, outermost first."""
    match statement.node:
        case Binding(target, value):
            yield _target(statement, parents, target, value)
        case Axis(target):
            yield _target(statement, parents, target, None)
        case TableHeader(columns):
            for column in columns:
                yield _target(statement, parents, column, None)


def _target(
    statement: Statement, parents: tuple[Statement, ...], written: Selector, value: Value | None
) -> Target:
    block = next((parent for parent in reversed(parents) if _is_kind(parent, "configurable")), None)
    return Target(
        statement, written.scope, _prefix(parents), written.path[:-1], written.path[-1], block, value
    )


def _prefix(parents: tuple[Statement, ...]) -> tuple[str, ...]:
    return tuple(
        name.text
        for parent in parents
        if isinstance(parent.node, Header) and parent.node.kind == "with" and parent.node.selector
        for name in parent.node.selector.path
    )


def _is_kind(statement: Statement, kind: str) -> bool:
    return isinstance(statement.node, Header) and statement.node.kind == kind
