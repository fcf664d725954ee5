"""What other files need to know of a config: its includes and its macros. Knows the tree only."""

from __future__ import annotations

from hp_lsp.dialects.base import Summary
from hp_lsp.dialects.gin.symbols import macro_symbol
from hp_lsp.dialects.gin.targets import targets_of
from hp_lsp.dialects.gin.tree import Axis, Binding, Include, Node, Selector, TableHeader, Tree


def summarize(tree: Tree) -> Summary:
    """Return the includes as written, in order, and the macros that the config defines."""
    macros = {
        macro_symbol(f"{target.scope_text}/{target.last.text}" if target.scope else target.last.text)
        for statement, parents in tree.walk()
        if any(len(selector.path) == 1 for selector in _left_sides(statement.node))
        for target in targets_of(statement, parents)
        if target.is_macro
    }
    includes = tuple(
        statement.node.path for statement in tree.statements if isinstance(statement.node, Include)
    )
    return Summary(includes, frozenset(macros))


def _left_sides(node: Node) -> tuple[Selector, ...]:
    match node:
        case Binding(target) | Axis(target):
            return (target,)
        case TableHeader(columns):
            return columns
        case _:
            return ()
