"""The changes that make a file canonical, or none where they would change what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hp_lsp.dialects.base import Document
from hp_lsp.dialects.gin.formatting.lines import Layout, canonical_lines
from hp_lsp.dialects.gin.formatting.proof import is_same
from hp_lsp.dialects.gin.outline import end_of
from hp_lsp.dialects.gin.tree import Tree
from hp_lsp.text.edits import Edit, apply_edits
from hp_lsp.text.lines import Text
from hp_lsp.text.span import Span

MOST_BLANK_LINES = 2
_LINE_END = re.compile(r"\r\n|\n|\r")


def formatting(document: Document, unit: str, within: Span | None = None) -> tuple[Edit, ...]:
    """Return the changes of a config, of the blocks and lines that touch `within`; none where it has syntax errors.

    `unit` indents one block. What the changes make of it says the same, line by line, and has the same comments.
    """
    tree: Tree = document.tree
    if tree.errors or document.dialect is None:
        return ()
    edits = tuple(_edits(Layout(document.text, tree, unit)))
    if within is not None:
        wider = _whole_blocks(document.text, tree, within)
        edits = tuple(edit for edit in edits if wider.holds(edit.span))
    after: Tree = document.dialect.parse(apply_edits(document.text.source, edits))
    return edits if is_same(tree, after) and _comments(document.text.source, tree, after, edits) else ()


def _comments(source: str, before: Tree, after: Tree, edits: Sequence[Edit]) -> bool:
    """Tell whether the same comments stand in the same order, blanks at their ends apart."""
    changed = apply_edits(source, edits)
    kept = [source[slice(*span)].rstrip() for span in before.comments]
    return kept == [changed[slice(*span)].rstrip() for span in after.comments]


def _edits(layout: Layout) -> Iterator[Edit]:
    text = layout.text
    lines = list(canonical_lines(layout))
    for number, line in enumerate(lines):
        start, end = text.line_span(number)
        if line != text.source[start:end]:
            yield _smallest(text.source, Span(start, end), line)
    yield from _too_many_blank_lines(layout, lines)
    if lines[-1]:
        found = _LINE_END.search(text.source)
        yield Edit(Span(len(text), len(text)), found[0] if found else "\n")


def _smallest(source: str, span: Span, line: str) -> Edit:
    """Return the change of a line without what stays as it is at its start and end."""
    start, end = span
    head = 0
    while start + head < end and head < len(line) and source[start + head] == line[head]:
        head += 1
    tail = 0
    while tail < min(end - start, len(line)) - head and source[end - tail - 1] == line[len(line) - tail - 1]:
        tail += 1
    return Edit(Span(start + head, end - tail), line[head : len(line) - tail])


def _too_many_blank_lines(layout: Layout, lines: Sequence[str]) -> Iterator[Edit]:
    """Yield what leaves two blank lines at most between others, and none at the start and end of the file."""
    text, count = layout.text, len(lines)
    number = 0
    while number < count:
        last = number
        while last < count and not lines[last] and last not in layout.continued:
            last += 1
        if last > number:
            kept = MOST_BLANK_LINES if number and last < count else 0
            if number and lines[number - 1].endswith("\\"):
                kept = max(kept, 1)  # the first of them is what the line before is continued by
            yield from _without(text, number + kept, last)
        number = last + 1


def _without(text: Text, first: int, last: int) -> Iterator[Edit]:
    """Yield the removal of the lines from `first` to before `last`, which are blank but for what is removed anyway."""
    for number in range(first, last):
        end = text.line_span(number).end
        behind = text.line_starts[number + 1] if number + 1 < len(text.line_starts) else len(text)
        if behind > end:
            yield Edit(Span(end, behind), "")


def _whole_blocks(text: Text, tree: Tree, within: Span) -> Span:
    """Return a range that holds `within` and the lines of whatever it touches: a block cannot be moved in part."""
    start, end = within
    for statement in tree.statements:
        if statement.span.start <= within.end and end_of(statement) >= within.start:
            start, end = min(start, statement.span.start), max(end, end_of(statement))
    first, last = text.position(start).line, text.position(end).line
    behind = text.line_starts[last + 1] if last + 1 < len(text.line_starts) else len(text)
    return Span(text.line_starts[first], behind)
