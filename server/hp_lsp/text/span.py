"""A range of characters. Knows offsets only, not lines."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """Characters `start` (included) to `end` (excluded): 0-based offsets in code points."""

    start: int
    end: int

    def shifted(self, distance: int) -> Span:
        """Return the same range `distance` code points further on."""
        return Span(self.start + distance, self.end + distance)

    def touches(self, offset: int) -> bool:
        """Tell whether a cursor at `offset` stands in or directly before or behind this range."""
        return self.start <= offset <= self.end

    def holds(self, other: Span) -> bool:
        """Tell whether `other` lies within this range."""
        return self.start <= other.start and other.end <= self.end


class Location(NamedTuple):
    """A range in a file. `path` is a file's path, or the URI of a document that is no file."""

    path: str
    span: Span
