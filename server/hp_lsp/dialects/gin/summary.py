"""What other files need to know of a config: its includes and its macros. Knows the text and its tree only."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hp_lsp.dialects.base import Summary
from hp_lsp.dialects.gin.names.symbols import macro_symbol
from hp_lsp.dialects.gin.names.targets import targets_of
from hp_lsp.dialects.gin.tree import Axis, Binding, Include, Node, Selector, TableHeader, Tree

_USED = re.compile(r"%\s*(\w[\w./]*)|@(\w[\w/]*)/(?:gin\.)?macro\b")
"""A macro in use, in a comment or string too: nobody asks whether a macro is used for certain."""


def summarize(source: str, tree: Tree) -> Summary:
    """Return the includes as written, in order, and the macros that the config defines and may use."""
    defining = [(statement, parents) for statement, parents in tree.walk() if _may_define(statement.node)]
    macros = {
        macro_symbol(target.macro_key)
        for statement, parents in defining
        for target in targets_of(statement, parents)
        if target.macro_key
    }
    includes = tuple(one.node.path for one in tree.reading if isinstance(one.node, Include))
    return Summary(includes, frozenset(macros), frozenset(map(macro_symbol, used_macros(source))))


def used_macros(source: str) -> Iterator[str]:
    """Yield the names of macros that a text may use, and those that hold where `%scope/name` is not defined."""
    for names in set(_USED.findall(source)):
        name = "".join(names).rstrip("./")
        while name:
            yield name
            name = name.rpartition("/")[0]


def _may_define(node: Node) -> bool:
    """Tell whether a line may define a macro; most bind parameters, which is found out fast."""
    if isinstance(node, Binding):
        return _may_be_macro(node.target)
    if isinstance(node, TableHeader):
        return any(map(_may_be_macro, node.columns))
    return isinstance(node, Axis) and _may_be_macro(node.target)


def _may_be_macro(selector: Selector) -> bool:
    return len(selector.path) == 1 or selector.path[-1].text == "value"
