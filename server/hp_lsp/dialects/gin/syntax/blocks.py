"""Which line stands in which block, by indentation. Knows Python's indentation and which nodes are headers.

A line that is indented wrongly is an error, and stays in the block to which it most likely belongs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from hp_lsp.dialects.gin.syntax.lines import LogicalLine
from hp_lsp.dialects.gin.syntax.parser import Parsed
from hp_lsp.dialects.gin.tree import BadValue, Binding, Broken, Error, Header, Node, Statement, TableHeader
from hp_lsp.text.span import Span

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
        self._source = source
        self._parse_line = parse_line
        self._column = column
        self._columns = [0]
        self._blocks = [_Block(None, Span(0, 0))]
        self._pending: _Block | None = None

    def add(self, line: LogicalLine) -> None:
        """Add the next line."""
        self._place(line)
        block = self._blocks[-1]
        start, end = line.span
        node, errors = self._parse_line(block.header, self._source[start:end])
        if not (isinstance(node, Broken) and _lacks_value(block.body)):
            self.errors += [Error(error.code, error.span.shifted(start), error.message) for error in errors]
        if isinstance(node, (Header, TableHeader)):
            self._pending = _Block(node, line.span, is_faulty=bool(errors))
        else:
            block.body.append(Statement(node, line.span))

    def finish(self) -> tuple[Statement, ...]:
        """Close what is open and return the statements of the file."""
        self._end_pending()
        while len(self._blocks) > 1:
            self._close()
        return tuple(self._blocks[0].body)

    def _place(self, line: LogicalLine) -> None:
        """Find the block of a line: the innermost open one, after this."""
        column = self._column(line.indent) if line.indent else 0
        if column > self._columns[-1]:
            self._indent(line, column)
        else:
            if self._pending:
                self._end_pending()
            if column < self._columns[-1]:
                self._dedent(line, column)

    def _indent(self, line: LogicalLine, column: int) -> None:
        self._columns.append(column)
        if self._pending:
            self._pending.depth = len(self._columns) - 1
            self._blocks.append(self._pending)
            self._pending = None
        elif len(self._blocks) > 1:
            self._error(line, "This line is indented deeper than the block it stands in.")

    def _dedent(self, line: LogicalLine, column: int) -> None:
        while column < self._columns[-1]:
            if column > self._columns[-2]:
                self._columns[-1] = column
                self._error(line, "This line's indentation matches no line before it.")
                return
            self._columns.pop()
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

    def _error(self, line: LogicalLine, message: str) -> None:
        start = line.span.start
        self.errors.append(Error("GIN003", Span(start - len(line.indent), start), message))


def _lacks_value(statements: list[Statement]) -> bool:
    """Tell whether the last line binds nothing, so that the value may be what the next one holds by mistake."""
    last = statements[-1].node if statements else None
    return (
        isinstance(last, Binding)
        and isinstance(last.value, BadValue)
        and last.value.span.start == last.value.span.end
    )
