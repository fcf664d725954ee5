"""Where the characters of an inner text stand in the outer text that it was taken from. Knows no syntax.

An inner text may be pieced together: what stands between the pieces is glue, and stands nowhere outside.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import NamedTuple

from hp_lsp.text.span import Span


class Run(NamedTuple):
    """Characters `inner` of the inner text, written as the characters `outer` of the outer one.

    They are the same characters where both ranges are equally long; else, as in an escape, they belong together whole.
    """

    inner: Span
    outer: Span

    def shifted(self, distance: int) -> Run:
        """Return the same run `distance` code points further on in the inner text."""
        return Run(self.inner.shifted(distance), self.outer)

    def up_to(self, end: int) -> Run:
        """Return the part of a run of the same characters that lies before an inner offset."""
        rest = max(0, self.inner.end - end)
        return Run(
            Span(self.inner.start, self.inner.end - rest), Span(self.outer.start, self.outer.end - rest)
        )

    def since(self, start: int) -> Run:
        """Return the part of a run of the same characters that lies behind an inner offset."""
        rest = max(0, start - self.inner.start)
        return Run(
            Span(self.inner.start + rest, self.inner.end), Span(self.outer.start + rest, self.outer.end)
        )


class Mapping(NamedTuple):
    """The runs of an inner text, in its order; they do not overlap."""

    runs: tuple[Run, ...]

    def outward(self, span: Span) -> Span | None:
        """Return the smallest outer range of what an inner range holds, glue left out; None where it holds glue only.

        An empty range stands at the end of a run rather than at the start of the next.
        """
        if span.start == span.end:
            place = self._point(span.start)
            return None if place is None else Span(place, place)
        first = max(0, bisect_right(self.runs, span.start, key=lambda run: run.inner.start) - 1)
        held: list[Span] = []
        for run in self.runs[first:]:
            if run.inner.start >= span.end:
                break
            if run.inner.end > span.start:
                held.append(_part(run, span))
        return Span(min(held)[0], max(one.end for one in held)) if held else None

    def without_glue(self, span: Span) -> Span | None:
        """Return the outer range of an inner one that holds no glue; else None."""
        taken = sum(_overlap(run.inner, span) for run in self.runs)
        return self.outward(span) if taken == span.end - span.start else None

    def exactly(self, span: Span) -> Span | None:
        """Return the outer range of an inner one that holds no glue and stands outside in one piece; else None."""
        parts = [_part(run, span) for run in self.runs if _overlap(run.inner, span)]
        joined = all(one.end == after.start for one, after in pairwise(parts))
        return self.without_glue(span) if joined else None

    def inward(self, offset: int) -> int | None:
        """Return the inner offset of a cursor in the outer text; None where it touches nothing that was taken.

        Within an escape there is no cursor.
        """
        for inner, outer in self.runs:
            if offset == outer.end and inner.end > inner.start:
                return inner.end
            if outer.start <= offset <= outer.end:
                is_linear = inner.end - inner.start == outer.end - outer.start
                return inner.start + offset - outer.start if is_linear or offset == outer.start else None
        return None

    def before(self, offset: int) -> int:
        """Return the outer place of the last character taken before an inner offset, or of the first there is."""
        ends = [run.outer.end for run in self.runs if run.inner.end <= offset]
        return ends[-1] if ends else self.runs[0].outer.start

    def _point(self, offset: int) -> int | None:
        for run in self.runs:
            if run.inner.touches(offset):
                at_end = offset == run.inner.end and offset > run.inner.start
                return run.outer.end if at_end else run.outer.start + offset - run.inner.start
        return None


def _overlap(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _part(run: Run, span: Span) -> Span:
    """Return the outer range of the part of a run that lies in an inner range; the whole where it is not linear."""
    inner, outer = run
    if inner.end - inner.start != outer.end - outer.start:
        return outer
    start, end = max(inner.start, span.start), min(inner.end, span.end)
    return Span(outer.start + start - inner.start, outer.start + end - inner.start)
