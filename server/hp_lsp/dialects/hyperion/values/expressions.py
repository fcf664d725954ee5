"""The values of a sweep in which something is worked out: those with operators, and calls with arguments.

Knows the tree only. Most values are none of these, so the rules on expressions look at few of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from hp_lsp.dialects.base import Document, View
from hp_lsp.dialects.gin.tree import (
    Binary,
    Constant,
    MacroUse,
    Reference,
    Statement,
    Tree,
    Unary,
    Value,
    values_of,
    values_within,
)

Expression: TypeAlias = tuple[Statement, Value]
"""A value that is bound, as an axis' value or a cell of a row, too; spans in it count from its statement."""


def expressions(view: View, document: Document) -> tuple[Expression, ...]:
    """Return the values with operators or calls with arguments in them, in order of the text."""
    found: tuple[Expression, ...] = view.remember(
        document, "hyperion.expressions", lambda: tuple(in_tree(document.tree))
    )
    return found


def in_tree(tree: Tree) -> Iterator[Expression]:
    """Yield the same of a tree."""
    for statement, _ in tree.walk():
        for value in values_of(statement.node):
            if not isinstance(value, Constant | MacroUse) and any(map(_works, values_within(value))):
                yield statement, value


def _works(value: Value) -> bool:
    return isinstance(value, Unary | Binary) or (isinstance(value, Reference) and bool(value.arguments))
