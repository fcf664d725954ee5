r"""The text of one document and its lines. Knows no encoding: columns here count code points.

A line ends at ``\n``, ``\r\n`` or ``\r`` and nowhere else, as the Language Server Protocol says
(`str.splitlines` also splits at form feeds and Unicode separators).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import NamedTuple

from hp_lsp.text.span import Span

_LINE_END = re.compile(r"\r\n|\n|\r")


class Position(NamedTuple):
    """A place in a text: 0-based line, 0-based column in code points."""

    line: int
    column: int


class Text:
    """An immutable text with a line table, built when first asked for."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.start, self.end = 0, len(source)

    @cached_property
    def line_starts(self) -> list[int]:
        """Offset of each line's first character; a text always has at least one line."""
        return [0, *(match.end() for match in _LINE_END.finditer(self.source))]

    def __len__(self) -> int:
        return len(self.source)

    def position(self, offset: int) -> Position:
        """Return the place of `offset`, which is clamped to the text."""
        offset = max(self.start, min(offset, self.end))
        line = bisect_right(self.line_starts, offset) - 1
        return Position(line, offset - self.line_starts[line])

    def line_span(self, line: int) -> Span:
        """Return the range of 0-based `line` without its line end; a line past the end is empty."""
        starts = self.line_starts
        if line >= len(starts):
            return Span(self.end, self.end)
        start = starts[max(line, 0)]
        end = starts[line + 1] if line + 1 < len(starts) else self.end
        if end > start and self.source[end - 1] == "\n":
            end -= 1
        if end > start and self.source[end - 1] == "\r":
            end -= 1
        return Span(start, end)

    def line(self, line: int) -> str:
        """Return the characters of 0-based `line` without its line end."""
        start, end = self.line_span(line)
        return self.source[start:end]

    def offset(self, line: int, column: int) -> int:
        """Return the offset of a place; a column past the end of the line is the end of the line."""
        if line < 0:
            return self.start
        start, end = self.line_span(line)
        return min(start + max(column, 0), end)

    def slice(self, span: Span) -> str:
        """Return the characters of `span`."""
        return self.source[span.start : span.end]

    def holds(self, span: Span) -> bool:
        """Tell whether a range of the source lies in this text."""
        return self.start <= span.start and span.end <= self.end


class Part(Text):
    """Whole lines of a longer text: offsets are those of the longer one, lines count from the first of the part."""

    def __init__(self, text: Text, first: int, count: int) -> None:
        super().__init__(text.source)
        self.line_starts = text.line_starts[first : first + count]
        self.start, self.end = self.line_starts[0], text.line_span(first + count - 1).end
