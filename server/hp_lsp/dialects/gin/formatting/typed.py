"""The indentation of a line that has just been begun. Knows the line above it."""

from __future__ import annotations

from hp_lsp.dialects.base import Document
from hp_lsp.dialects.gin.tree import Header, Statement, TableHeader, Tree
from hp_lsp.text.edits import Edit
from hp_lsp.text.lines import Text
from hp_lsp.text.span import Span


def begun_line(document: Document, offset: int, unit: str) -> Edit | None:
    """Return the indentation, one `unit` more, of the line at `offset` below one that heads a block, if it has less."""
    text = document.text
    number = text.position(offset).line
    heading = _heading(text, document.tree, number - 1) if number else None
    if heading is None:
        return None
    line = text.line(number)
    before = line[: len(line) - len(line.lstrip(" \t"))]
    wanted = text.source[text.line_starts[number - 1] : heading.span.start] + unit
    if len(before.expandtabs(len(unit))) >= len(wanted.expandtabs(len(unit))):
        return None
    start = text.line_starts[number]
    return Edit(Span(start, start + len(before)), wanted)


def _heading(text: Text, tree: Tree, number: int) -> Statement | None:
    """Return the statement on a line that heads a block, all of it."""
    first, last = text.line_span(number)
    for statement, _ in tree.walk():
        is_there = first <= statement.span.start and statement.span.end <= last
        if is_there and isinstance(statement.node, Header | TableHeader):
            return statement if text.source[statement.span.end - 1] == ":" else None
    return None
