"""What other files need to know of a config: its includes and its macros. Knows the tree only."""

from __future__ import annotations

from hp_lsp.dialects.base import Summary
from hp_lsp.dialects.gin.symbols import macro_symbol
from hp_lsp.dialects.gin.targets import targets_of
from hp_lsp.dialects.gin.tree import Axis, Binding, Include, Node, Selector, TableHeader, Tree


def summarize(tree: Tree) -> Summary:
    """Return the includes as written, in order, and the macros that the config defines."""
    macros = {
        macro_symbol(target.macro_key)
        for statement, parents in tree.walk()
        if any(_may_define(selector) for selector in _left_sides(statement.node))
        for target in targets_of(statement, parents)
        if target.macro_key
    }
    includes = tuple(
        statement.node.path for statement in tree.statements if isinstance(statement.node, Include)
    )
    return Summary(includes, frozenset(macros))


def _may_define(selector: Selector) -> bool:
    return len(selector.path) == 1 or selector.path[-1].text == "value"


def _left_sides(node: Node) -> tuple[Selector, ...]:
    match node:
        case Binding(target) | Axis(target):
            return (target,)
        case TableHeader(columns):
            return columns
        case _:
            return ()
