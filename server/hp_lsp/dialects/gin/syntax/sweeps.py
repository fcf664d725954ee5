"""Recognizes a Hyperion sweep in a text that is read as Gin. Knows the looks of Hyperion's blocks only."""

from __future__ import annotations

import re
from dataclasses import replace

from hp_lsp.dialects.gin.tree import Broken, Error, Header, Statement, Tree
from hp_lsp.text.span import Span

_BLOCKS = frozenset(("product", "union"))
_HEADER = re.compile(
    r"""^(?P<indent>[ \t]*)
    (?P<header> with[ \t]+[A-Za-z_][\w.]*[ \t]*: | table(?=[ \t(])[^\r\n:=]*: | (?P<block>product|union)[ \t]*: )
    [ \t]*(?:\#[^\r\n]*)?\r?$
    (?P<body>(?:\n(?:(?P=indent)[ \t]+[^\n]*|[ \t\r]*$))*)""",
    re.VERBOSE | re.MULTILINE,
)
_SWEPT = re.compile(r"\n[ \t]+[A-Za-z_][\w/]*(?:[ \t]*:|\.[\w.]*[ \t]*[:=])")
"""A line of a block that can stand in one of Hyperion only: it varies something, or names more than a parameter."""
_MESSAGE = "This looks like a Hyperion sweep, which Gin cannot read: name the file `.hyp`."


def told_as_sweep(source: str, tree: Tree) -> Tree:
    """Return the tree of a text; of a sweep one with a single error, and without the blocks that Gin has not."""
    span = _first_header(source, tree) if tree.errors else None
    if span is None:
        return tree
    statements = tuple(one for one in tree.statements if not _is_no_gin(one))
    return replace(tree, statements=statements, errors=(Error("GIN007", span, _MESSAGE),))


def _first_header(source: str, tree: Tree) -> Span | None:
    """Return the range of the first head of a block of Hyperion: a line, or one over lines, with errors."""
    starts = [error.span.start for error in tree.errors]
    for found in _HEADER.finditer(source):
        if found["block"] and not _SWEPT.search(found["body"]):
            continue
        first, last = found.span("body") if found["block"] else found.span("header")
        if any(first <= start < last for start in starts):
            return Span(*found.span("header"))
    return None


def _is_no_gin(statement: Statement) -> bool:
    match statement.node:
        case Broken():
            return True
        case Header(selector=selector):
            return selector is not None and not selector.scope and selector.text in _BLOCKS
        case _:
            return False
