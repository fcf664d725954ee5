"""What other files need to know of a config: its includes and its macros. Knows the tree only."""

from __future__ import annotations

from hp_lsp.dialects.base import Summary, Symbol
from hp_lsp.dialects.gin.targets import targets
from hp_lsp.dialects.gin.tree import Include, Tree


def summarize(tree: Tree) -> Summary:
    """Return the includes as written, in order, and the macros that the config defines."""
    macros = []
    for target in targets(tree):
        if target.is_macro:
            scope = f"{target.scope_text}/" if target.scope else ""
            macros.append(Symbol("gin", "macro", scope + target.last.text))
    includes = tuple(
        statement.node.path for statement in tree.statements if isinstance(statement.node, Include)
    )
    return Summary(includes, frozenset(macros))
