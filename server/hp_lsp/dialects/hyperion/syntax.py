"""Hyperion text to tree: Gin's lines and blocks with Hyperion's grammar and indentation."""

from __future__ import annotations

from hp_lsp.dialects.gin.syntax import parse_file, value_of
from hp_lsp.dialects.gin.syntax.parser import LineParser
from hp_lsp.dialects.gin.tree import Error, Header, Node, Parsed, TableHeader, Tree, Value
from hp_lsp.dialects.hyperion.nodes import HyperionBuilder

STARTS = ("statement", "member", "parameter", "row", "value")
"""The start rules of the grammar."""

_PARSER = LineParser("hyp", STARTS, HyperionBuilder())


def parse(source: str) -> Tree:
    """Return the tree of a Hyperion file, whatever its text."""
    return parse_file(source, _parse_line, column)


def parse_value(text: str) -> tuple[Value, tuple[Error, ...]]:
    """Return one value, which may be an expression, and its errors; spans count from the start of `text`."""
    return value_of(_PARSER, text)


def column(indent: str) -> int:
    """Return the width of a line's indentation, as Hyperion counts: a tab is worth four."""
    blanks = indent.rpartition("\f")[2]
    return len(blanks) + 3 * blanks.count("\t")


def _parse_line(header: Node | None, text: str) -> Parsed:
    return _PARSER.parse(_start_rule(header), text)


def _start_rule(header: Node | None) -> str:
    match header:
        case None:
            return "statement"
        case TableHeader():
            return "row"
        case Header(kind="configurable"):
            return "parameter"
        case _:
            return "member"
