"""Gin text to tree. Knows how its parts work together: lines, blocks, the grammar of one line."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from hp_lsp.dialects.gin.syntax.blocks import BlockBuilder, ParseLine
from hp_lsp.dialects.gin.syntax.lines import BYTE_ORDER_MARK, split
from hp_lsp.dialects.gin.syntax.nodes import Builder
from hp_lsp.dialects.gin.syntax.one_error import with_one_error_each
from hp_lsp.dialects.gin.syntax.parser import LineParser
from hp_lsp.dialects.gin.syntax.reporting import remove
from hp_lsp.dialects.gin.syntax.sweeps import told_as_sweep
from hp_lsp.dialects.gin.tree import BadValue, Error, Node, Parsed, Tree, Value
from hp_lsp.text.span import Span

STARTS = ("statement", "parameter", "value")
"""The start rules of the grammar."""

_MOST_VALUES = 4096
"""Values that are remembered: defaults in code, which are asked for with each completion."""

_PARSER = LineParser("gin", STARTS, Builder())


def parse(source: str) -> Tree:
    """Return the tree of a Gin file, whatever its text."""
    tree = told_as_sweep(source, parse_file(source, _parse_line, column))
    return with_one_error_each(source, tree, _reads)


@lru_cache(_MOST_VALUES)
def parse_value(text: str) -> tuple[Value, tuple[Error, ...]]:
    """Return one Gin value and its errors; spans count from the start of `text`."""
    return value_of(_PARSER, text)


def column(indent: str) -> int:
    """Return the width of a line's indentation, as Python counts: tabs go to multiples of eight."""
    return len(indent.rpartition("\f")[2].expandtabs(8))


def parse_file(source: str, parse_line: ParseLine, width: Callable[[str], int]) -> Tree:
    """Return the tree of a file of a language with Gin's lines and blocks."""
    lines = split(source)
    builder = BlockBuilder(source, parse_line, width)
    if source.startswith(BYTE_ORDER_MARK):
        message = (
            "The file begins with a byte order mark, which Gin cannot read: save it as UTF-8 without one."
        )
        without = remove(Span(0, 1), "the byte order mark", safe=True)
        builder.errors.append(Error("GIN006", Span(0, 1), message, (without,)))
    for line in lines.logical:
        builder.add(line)
    statements = builder.finish()
    errors = sorted(builder.errors, key=lambda error: error.span)
    remarks = sorted(builder.remarks, key=lambda remark: remark.span)
    return Tree(statements, tuple(errors), tuple(lines.comments), tuple(remarks), tuple(builder.lines))


def value_of(parser: LineParser, text: str) -> tuple[Value, tuple[Error, ...]]:
    """Return one value of the parser's language and its errors; spans count from the start of `text`."""
    if not text or text.isspace():
        return BadValue(Span(0, 0)), (Error("GIN001", Span(0, 0), "A value is missing."),)
    parsed = parser.parse("value", text)
    value: Value = parsed.node
    return value, parsed.errors


def _parse_line(header: Node | None, text: str) -> Parsed:
    return _PARSER.parse("statement" if header is None else "parameter", text)


def _reads(rule: str, text: str) -> bool:
    return not _PARSER.parse(rule, text).errors
