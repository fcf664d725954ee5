"""Which line stands in which block, by indentation. Knows Python's indentation and which nodes are headers.

A line that is indented wrongly is an error, and stays in the block to which it most likely belongs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from hp_lsp.dialects.gin.syntax.lines import LogicalLine
from hp_lsp.dialects.gin.syntax.reporting import change
from hp_lsp.dialects.gin.tree import (
    BadValue,
    Binding,
    Broken,
    Error,
    Header,
    Node,
    Parsed,
    Selector,
    Statement,
    Suggestion,
    TableHeader,
)
from hp_lsp.text.edits import Edit
from hp_lsp.text.span import Span

_TABS = "Tabs and spaces are mixed so that Python 3.12 and newer refuse the file: indent with spaces only."

ParseLine = Callable[[Node | None, str], Parsed]
"""Returns the node of a line that stands in the block with the given header, or in none."""


@dataclass(slots=True)
class _Block:
    """An open block: its header (None for the file), how deep it is indented, and the statements so far."""

    header: Node | None
    span: Span
    is_faulty: bool = False
    depth: int = 0
    body: list[Statement] = field(default_factory=list)


class BlockBuilder:
    """Puts the lines of one file, in order, into blocks."""

    def __init__(self, source: str, parse_line: ParseLine, column: Callable[[str], int]) -> None:
        """Take the file's text, the parser of its lines, and the width of a line's indentation."""
        self.errors: list[Error] = []
        self.remarks: list[Error] = []
        self.lines: list[Parsed] = []
        """What was made of the lines."""
        self._source = source
        self._parse_line = parse_line
        self._column = column
        self._columns = [0]
        self._indents = [""]
        self._has_tabs = False
        self._blocks = [_Block(None, Span(0, 0))]
        self._pending: _Block | None = None

    def add(self, line: LogicalLine) -> None:
        """Add the next line."""
        known = len(self.errors)
        if line.indent or self._pending or len(self._columns) > 1:
            self._place(line)
        block = self._blocks[-1]
        start, end = line.span
        parsed = self._parse(block.header, self._source[start:end])
        node, errors, remarks = parsed.node, parsed.errors, parsed.remarks
        if errors:
            self._add_errors(errors, node, line, known)
        elif isinstance(block.header, Header) and block.header.kind == "configurable":
            self._check_parameter(block.header, node, start)
        if remarks:
            self.remarks += [remark.shifted(start) for remark in remarks]
        if isinstance(node, (Header, TableHeader)):
            self._pending = _Block(node, line.span, is_faulty=bool(errors))
        else:
            block.body.append(Statement(node, line.span))

    def _parse(self, header: Node | None, text: str) -> Parsed:
        parsed = self._parse_line(header, text)
        self.lines.append(parsed)
        return parsed

    def _add_errors(self, errors: tuple[Error, ...], node: Node, line: LogicalLine, known: int) -> None:
        """Add the errors of a line, unless it holds the value that the line before it lacks.

        `known` are the errors of the lines before; those behind are about the line's indentation.
        """
        body = self._blocks[-1].body
        if isinstance(node, Broken) and _lacks_value(body):
            del self.errors[known:]
            self._join(body[-1].span, line)
        else:
            self.errors += [error.shifted(line.span.start) for error in errors]

    def _join(self, before: Span, line: LogicalLine) -> None:
        """Suggest to continue the line before, which lacks its value, on this line."""
        last = self.errors[-1] if self.errors else None
        between = self._source[before.end : line.span.start].strip(" \t")
        value = self._parse(None, f"x = {self._source[slice(*line.span)]}")
        if last and before.holds(last.span) and between in ("\n", "\r\n") and not value.errors:
            end = Span(before.end, before.end)
            joined = Suggestion("Continue the line with `\\`", (Edit(end, " \\"),), safe=True)
            self.errors[-1] = last._replace(suggestions=(joined,))

    def _check_parameter(self, header: Header, node: Node, start: int) -> None:
        """Report a path on the left side of a line in a block of Gin."""
        target = node.target if isinstance(node, Binding) else None
        if target is None or (not target.scope and len(target.path) == 1):
            return
        name, message = target.path[-1].text, "In a block, the name of a parameter stands alone"
        span = target.span.shifted(start)
        selector = Selector(target.scope, target.path[:-1], target.span)
        if header.selector and _key(selector) != _key(header.selector):
            message = f"{message}: bind `{_key(target)}` outside of it."
            self.errors.append(Error("GIN001", span, message))
        else:
            message = f"{message}: did you mean `{name}`?"
            self.errors.append(Error("GIN001", span, message, (change(span, name, safe=True),)))

    def finish(self) -> tuple[Statement, ...]:
        """Close what is open and return the statements of the file."""
        self._end_pending()
        while len(self._blocks) > 1:
            self._close()
        return tuple(self._blocks[0].body)

    def _place(self, line: LogicalLine) -> None:
        """Find the block of a line: the innermost open one, after this."""
        column = self._column(line.indent) if line.indent else 0
        self._has_tabs = self._has_tabs or "\t" in line.indent
        if self._has_tabs:
            self._check_tabs(line, column)
        if column > self._columns[-1]:
            self._indent(line, column)
        else:
            if self._pending:
                self._end_pending()
            if column < self._columns[-1]:
                self._dedent(line, column)

    def _indent(self, line: LogicalLine, column: int) -> None:
        before = self._indents[-1]
        self._columns.append(column)
        self._indents.append(line.indent)
        if self._pending:
            self._pending.depth = len(self._columns) - 1
            self._blocks.append(self._pending)
            self._pending = None
        elif len(self._blocks) > 1:
            self._error(line, "This line is indented deeper than the block it stands in.", before)

    def _dedent(self, line: LogicalLine, column: int) -> None:
        while column < self._columns[-1]:
            if column > self._columns[-2]:
                self._error(
                    line, "This line's indentation matches no line before it.", *self._indents[:-3:-1]
                )
                self._columns[-1] = column
                self._indents[-1] = line.indent
                return
            self._columns.pop()
            self._indents.pop()
            if self._blocks[-1].depth == len(self._columns):
                self._close()

    def _close(self) -> None:
        block = self._blocks.pop()
        self._append(block)

    def _append(self, block: _Block) -> None:
        node = Broken() if block.header is None else block.header
        self._blocks[-1].body.append(Statement(node, block.span, tuple(block.body)))

    def _end_pending(self) -> None:
        """Give the header of the line before, which nothing is indented under, its empty block."""
        pending, self._pending = self._pending, None
        if pending is None:
            return
        if pending.is_faulty:
            pending.header = None
        else:
            what = "rows" if isinstance(pending.header, TableHeader) else "lines"
            message = f"A block needs indented {what} below its first line."
            self.errors.append(Error("GIN003", pending.span, message))
        self._append(pending)

    def _check_tabs(self, line: LogicalLine, column: int) -> None:
        """Remark on indentation that compares otherwise with the lines before it if a tab is one column wide."""
        for wide, indent in zip(reversed(self._columns), reversed(self._indents), strict=True):
            if wide <= column:
                narrow = _narrow(line.indent) - _narrow(indent)
                if (narrow > 0) != (column > wide) or (narrow < 0):
                    spaces = Suggestion("Indent with spaces", (Edit(_before(line), " " * column),), safe=True)
                    self.remarks.append(Error("GIN401", _before(line), _TABS, (spaces,)))
                return

    def _error(self, line: LogicalLine, message: str, *meant: str) -> None:
        """Add an error of a line's indentation; `meant` is how it may be indented."""
        span = _before(line)
        changes = (
            Suggestion(f"Indent by {len(one)}" if one else "Do not indent", (Edit(span, one),))
            for one in meant
        )
        self.errors.append(Error("GIN003", span, message, tuple(changes)))


def _before(line: LogicalLine) -> Span:
    return Span(line.span.start - len(line.indent), line.span.start)


def _narrow(indent: str) -> int:
    """Return the width of an indentation if a tab is one column wide, as Python compares it since 3.12."""
    return len(indent.rpartition("\f")[2])


def _key(selector: Selector) -> str:
    return "/".join(filter(None, (selector.scope_text, selector.text)))


def _lacks_value(statements: list[Statement]) -> bool:
    """Tell whether the last line binds nothing, so that the value may be what the next one holds by mistake."""
    last = statements[-1].node if statements else None
    return (
        isinstance(last, Binding)
        and isinstance(last.value, BadValue)
        and last.value.span.start == last.value.span.end
    )
