"""The lines of a canonical file: their indentation, the blanks in them, the comments behind them. Drops none."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from hp_lsp.dialects.gin.formatting.spacing import spacing
from hp_lsp.dialects.gin.tree import Statement, Tree
from hp_lsp.dialects.gin.words import Word, words_in
from hp_lsp.text.edits import Edit, apply_edits
from hp_lsp.text.lines import Text
from hp_lsp.text.span import Span

INDENT = "    "
"""What indents a block where nobody asks for something else."""
_LEAST_BEFORE_COMMENT = 2


class Moved(NamedTuple):
    """A statement, its indentation as it is, and as it should be: the same where that is left alone."""

    statement: Statement
    before: str
    wanted: str


@dataclass(frozen=True)
class Layout:
    """Where the lines, statements, strings and comments of a file stand, by the numbers of lines.

    `unit` indents a block.
    """

    text: Text
    tree: Tree
    unit: str
    strings: frozenset[int] = field(init=False)
    """The lines that begin inside of a string."""

    def __post_init__(self) -> None:
        inside: set[int] = set()
        for statement, _ in self.tree.walk():
            if self.line(statement.span.start) < self.line(statement.span.end):
                for word in words_in(self.text.source, *statement.span):
                    if word.kind == "string":
                        inside.update(range(self.line(word.start) + 1, self.line(word.end) + 1))
        object.__setattr__(self, "strings", frozenset(inside))

    def line(self, offset: int) -> int:
        """Return the number of the line of an offset."""
        return self.text.position(offset).line

    @cached_property
    def begun(self) -> Mapping[int, Moved]:
        """The statements by the lines on which they begin."""
        found = {}
        for statement, parents in self.tree.walk():
            number = self.line(statement.span.start)
            before = self.text.source[self.text.line_starts[number] : statement.span.start]
            wanted = before if before.strip(" \t") else self.unit * len(parents)
            found[number] = Moved(statement, before, wanted)
        return found

    @cached_property
    def numbers(self) -> list[int]:
        """The lines on which statements begin, in order."""
        return sorted(self.begun)

    @cached_property
    def continued(self) -> Mapping[int, Moved]:
        """The statements by the lines that continue them."""
        return {
            number: moved
            for first, moved in self.begun.items()
            for number in range(first + 1, self.line(moved.statement.span.end) + 1)
        }

    @cached_property
    def first_items(self) -> Mapping[int, tuple[int, str]]:
        """The columns of what stands behind the bracket of a statement over lines, and the blanks to where it will be.

        By the offset of the statement; what stands below it is to stay below it.
        """
        found = {}
        for number, moved in self.begun.items():
            start, end = moved.statement.span
            line = self.text.line_span(number)
            if end > line.end:
                item = _behind_open_bracket(words_in(self.text.source, start, line.end))
                if item is not None and item < line.end:
                    grown = sum(
                        len(edit.text) - (edit.span.end - edit.span.start)
                        for edit in self.spacing.get(number, ())
                        if edit.span.end <= item
                    )
                    column = item - line.start
                    found[start] = column, moved.wanted + " " * (column + grown - len(moved.before))
        return found

    @cached_property
    def comments(self) -> Mapping[int, Span]:
        """The comments by line."""
        return {self.line(comment.start): comment for comment in self.tree.comments}

    @cached_property
    def spacing(self) -> Mapping[int, list[Edit]]:
        """The changes of blanks between words, by line."""
        found: defaultdict[int, list[Edit]] = defaultdict(list)
        for moved in self.begun.values():
            for edit in spacing(self.text.source, moved.statement):
                found[self.line(edit.span.start)].append(edit)
        return found


def _behind_open_bracket(words: Iterable[Word]) -> int | None:
    """Return where the word behind the first bracket begins that is not closed among the words, if there is one."""
    open_at: list[int | None] = []
    waiting = False
    for word in words:
        if waiting:
            open_at[-1] = word.start
        waiting = word.text in ("(", "[", "{")
        if waiting:
            open_at.append(None)
        elif word.text in (")", "]", "}") and open_at:
            open_at.pop()
    return open_at[0] if open_at else None


def canonical_lines(layout: Layout) -> Iterator[str]:
    """Yield each line of a file in its canonical form, without its line end."""
    text = layout.text
    for number, start in enumerate(text.line_starts):
        raw = text.line(number)
        edits = [*_indentation(layout, number, raw), *layout.spacing.get(number, ())]
        edits.extend(_before_comment(layout, number, edits))
        changed = apply_edits(raw, (Edit(edit.span.shifted(-start), edit.text) for edit in edits))
        yield changed if number + 1 in layout.strings else changed.rstrip(" \t")


def _indentation(layout: Layout, number: int, raw: str) -> Iterator[Edit]:
    """Yield the change of the blanks that a line begins with."""
    moved = layout.begun.get(number) or layout.continued.get(number) or _neighbour(layout, number)
    if moved is None or number in layout.strings:
        return
    start = layout.text.line_starts[number]
    first, wanted = layout.first_items.get(moved.statement.span.start, (-1, ""))
    if number in layout.continued and raw.strip() and len(raw) - len(raw.lstrip(" ")) == first:
        yield Edit(Span(start, start + first), wanted)
    elif moved.before != moved.wanted and raw.startswith(moved.before):
        yield Edit(Span(start, start + len(moved.before)), moved.wanted)


def _neighbour(layout: Layout, number: int) -> Moved | None:
    """Return the statement below or above that is indented as a comment on a line of its own is."""
    comment = layout.comments.get(number)
    if comment is None:
        return None
    before = layout.text.source[layout.text.line_starts[number] : comment.start]
    place = bisect_left(layout.numbers, number)
    around = (*layout.numbers[place : place + 1], *layout.numbers[max(0, place - 1) : place])
    return next((layout.begun[one] for one in around if layout.begun[one].before == before), None)


def _before_comment(layout: Layout, number: int, edits: list[Edit]) -> Iterator[Edit]:
    """Yield the change of the blanks before a comment behind a statement, so that those below each other stay so."""
    comment = layout.comments.get(number)
    moved = layout.begun.get(number) or layout.continued.get(number)
    if comment is None or moved is None or moved.statement.span.end > comment.start:
        return
    blanks = Span(moved.statement.span.end, comment.start)
    if layout.text.slice(blanks).strip(" \t"):
        return
    width = blanks.end - blanks.start
    wanted = width or 1
    if _is_aligned(layout, number, comment):
        grown = sum(len(edit.text) - (edit.span.end - edit.span.start) for edit in edits)
        shift = len(moved.wanted) - len(moved.before)
        wanted = max(min(width, _LEAST_BEFORE_COMMENT), width + shift - grown)
    if wanted != width:
        yield Edit(blanks, " " * wanted)


def _is_aligned(layout: Layout, number: int, comment: Span) -> bool:
    """Tell whether the line above or below has a comment in the same column."""
    column = comment.start - layout.text.line_starts[number]
    near = ((one, layout.comments.get(one)) for one in (number - 1, number + 1))
    return any(other and other.start - layout.text.line_starts[one] == column for one, other in near)
