"""Columns as clients count them: UTF-8 bytes, UTF-16 code units or code points. Knows one line at a time."""

from __future__ import annotations

from typing import Literal

Encoding = Literal["utf-8", "utf-16", "utf-32"]


def _units(text: str, encoding: Encoding) -> int:
    if text.isascii() or encoding == "utf-32":
        return len(text)
    if encoding == "utf-8":
        return len(text.encode("utf-8", "surrogatepass"))
    return len(text) + sum(character > "\uffff" for character in text)


def to_units(line: str, column: int, encoding: Encoding) -> int:
    """Return the client's column of code point `column` in `line`; past the end counts as the end."""
    return _units(line[:column], encoding)


def from_units(line: str, units: int, encoding: Encoding) -> int:
    """Return the code point column of the client's column `units` in `line`.

    A column past the end is the end; one inside a character is that character's start.
    """
    if line.isascii() or encoding == "utf-32":
        return min(units, len(line))
    seen = 0
    for column, character in enumerate(line):
        seen += _units(character, encoding)
        if seen > units:
            return column
    return len(line)
