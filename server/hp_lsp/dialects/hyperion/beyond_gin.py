"""What a file says that plain Gin cannot read. Knows the tree, not who reads the file."""

from __future__ import annotations

from typing import Literal

from hp_lsp.dialects.gin.tree import Axis, Header, TableHeader, Tree
from hp_lsp.dialects.hyperion.values.expressions import in_tree

_COMBINING = ("product", "union")


def beyond_gin(tree: Tree) -> Literal["sweep", "config"] | None:
    """Return "sweep" for a file with axes, tables, products or unions, which no include may name.

    "config" for one config with `with`, operators or arguments, which Hyperion alone reads; None for plain Gin.
    """
    nodes = [statement.node for statement, _ in tree.walk()]
    kinds = {node.kind for node in nodes if isinstance(node, Header)}
    if any(isinstance(node, Axis | TableHeader) for node in nodes) or not kinds.isdisjoint(_COMBINING):
        return "sweep"
    return "config" if "with" in kinds or next(in_tree(tree), None) else None
