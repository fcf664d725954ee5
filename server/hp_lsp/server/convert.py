"""Offsets of a text to positions of the protocol and back, in the client's units. Knows no feature."""

from __future__ import annotations

from bisect import bisect_right

from lsprotocol import types

from hp_lsp.text.columns import Encoding, from_units, to_units
from hp_lsp.text.lines import Text
from hp_lsp.text.span import Span


def offset_of(text: Text, position: types.Position, encoding: Encoding) -> int:
    """Return the offset of a position; one past the end of its line or of the text is that end."""
    line = text.line(position.line)
    return text.offset(position.line, from_units(line, position.character, encoding))


def span_of(text: Text, range_: types.Range, encoding: Encoding) -> Span:
    """Return the span of a range; a range whose end stands before its start is read the right way round."""
    start, end = sorted(offset_of(text, place, encoding) for place in (range_.start, range_.end))
    return Span(start, end)


def position_of(text: Text, offset: int, encoding: Encoding) -> types.Position:
    """Return the position of an offset; inside a line end of two characters it is the end of the line."""
    return types.Position(*_place_of(text, offset, encoding))


def range_of(text: Text, span: Span, encoding: Encoding) -> types.Range:
    """Return the range of a span."""
    start, end = ends_of(text, span, encoding)
    return types.Range(types.Position(*start), types.Position(*end))


def ends_of(text: Text, span: Span, encoding: Encoding) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return line and column of both ends of a span, in the client's units."""
    start, end = span
    if text.start <= start and end <= text.end:
        line = bisect_right(text.line_starts, start) - 1
        first = text.line_starts[line]
        written = text.source[first:end]
        if written.isascii() and "\n" not in written and "\r" not in written:  # as almost all are
            return (line, start - first), (line, end - first)
    return _place_of(text, start, encoding), _place_of(text, end, encoding)


def _place_of(text: Text, offset: int, encoding: Encoding) -> tuple[int, int]:
    line, column = text.position(offset)
    return line, to_units(text.line(line), column, encoding)
