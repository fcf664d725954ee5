"""One error for one slip: where a single change mends lines with several errors, only that change is told.

Knows statements and their errors, and joins those that a slip tore apart; the slips themselves are found elsewhere.
The statements stay as they were read.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from hp_lsp.dialects.gin.syntax.lines import CLOSERS, PATH, logical_lines
from hp_lsp.dialects.gin.syntax.slip_errors import error_of
from hp_lsp.dialects.gin.syntax.slips import Slip, slips, slips_on_left
from hp_lsp.dialects.gin.tree import Binding, Broken, Error, Header, Node, Statement, Tree
from hp_lsp.text.span import Span

_MOST_LINES = 40
_LONGEST = 4000
_MOST_TRIED = 20
"""Lines with errors that are looked at in one file: where there are more, no slip is the reason."""
_BEFORE_VALUE = re.compile(rf"(?:{PATH}[ \t\f]*=(?!=)|include(?![\w./]))[ \t\f]*")
_ITEM = re.compile(r"""(?!.[^=\r\n'"]*=)[@%'"\[\](){},.:=0-9]""")
"""The start of a line that can be part of a value only."""

Reads: TypeAlias = Callable[[str, str], bool]
"""Tells whether a text, read by the start rule named first, has no error."""


class _Line(NamedTuple):
    """A statement and the start rule by which it is read."""

    statement: Statement
    rule: str

    @property
    def span(self) -> Span:
        return self.statement.span

    @property
    def node(self) -> Node:
        return self.statement.node


def with_one_error_each(source: str, tree: Tree, reads: Reads) -> Tree:
    """Return the tree with one error in place of all that a single slip made."""
    if not tree.errors:
        return tree
    lines = [_Line(one, _rule(parents)) for one, parents in tree.walk()]
    faults = _by_line(lines, tree.errors)
    for first in sorted(faults)[:_MOST_TRIED]:
        for run in _runs(lines, faults, first):
            if _is_told_as_one(source, lines[run.start : run.stop], run, faults, reads):
                break
    _drop_items(source, lines, faults)
    errors = sorted((error for several in faults.values() for error in several), key=lambda error: error.span)
    return replace(tree, errors=tuple(errors))


def _is_told_as_one(
    source: str, lines: list[_Line], run: range, faults: dict[int, list[Error]], reads: Reads
) -> bool:
    """Replace the errors of a run of lines by that of the one slip that explains them; tell whether there is one."""
    start, end = lines[0].span.start, lines[-1].span.end
    known = [error for number in run for error in faults.get(number, ())]
    if end - start > _LONGEST or any(error.code == "GIN006" for error in known):
        return False
    before = [error for error in known if error.span.start < start]
    inside = [error.shifted(-start) for error in known if error.span.start >= start]
    text = source[start:end]
    if not _may_be_one(text, inside):
        return False
    indent = start - source.rfind("\n", 0, start) - 1
    slip = _slip(text, indent, lines[0].rule, reads)
    if slip is None:
        return False
    faults.update((number, []) for number in run)
    faults[run.start] = [*before, error_of(text, slip, inside).shifted(start)]
    return True


def _drop_items(source: str, lines: list[_Line], faults: dict[int, list[Error]]) -> None:
    """Drop the errors of lines that seem to be the rest of a value that is torn apart above them."""
    torn = {number for number, errors in faults.items() if errors and number < len(lines)}
    for number in sorted(torn):
        if number - 1 not in torn or not isinstance(lines[number].node, Broken):
            continue
        before, here = lines[number - 1], lines[number]
        is_next = source.count("\n", before.span.end, here.span.start) == 1
        if is_next and _ITEM.match(source, here.span.start):
            faults[number] = []


def _rule(parents: tuple[Statement, ...]) -> str:
    return "parameter" if parents and isinstance(parents[-1].node, Header) else "statement"


def _by_line(lines: list[_Line], errors: tuple[Error, ...]) -> dict[int, list[Error]]:
    """Return the errors by the number of the line that they are about: errors of indentation stand before it."""
    ends = [line.span.end for line in lines]
    faults: dict[int, list[Error]] = defaultdict(list)
    for error in errors:
        faults[bisect_left(ends, error.span.start)].append(error)
    return faults


def _runs(lines: list[_Line], faults: dict[int, list[Error]], first: int) -> Iterator[range]:
    """Yield the numbers of the lines that one slip may have made, if that at `first` has errors."""
    if first >= len(lines) or not faults[first]:
        return
    last = first
    while last + 1 < len(lines) and last - first < _MOST_LINES:
        if not faults.get(last + 1) and not isinstance(lines[last + 1].node, Broken):
            break
        last += 1
    yield range(first, first + 1)
    if last > first:
        yield range(first, last + 1)
    if first and isinstance(lines[first].node, Broken) and isinstance(lines[first - 1].node, Binding):
        yield range(first - 1, last + 1)


def _may_be_one(text: str, errors: list[Error]) -> bool:
    """Tell whether looking for a slip may tell more than the errors do."""
    if len(errors) != 1:
        return bool(errors)
    is_open = errors[0].code == "GIN002" or any(text.count(one) != text.count(CLOSERS[one]) for one in "([{")
    return is_open and ("\n" in text or sum(map(text.count, "([{")) > 1)


@lru_cache(256)
def _slip(text: str, indent: int, rule: str, reads: Reads) -> Slip | None:
    """Return the likeliest slip that makes a text unreadable."""
    before = _BEFORE_VALUE.match(text)
    for slip in slips(text, before.end(), indent) if before else slips_on_left(text):
        undone = slip.undone(text)
        if len(logical_lines(undone)) == 1 and reads(rule, undone):
            return slip
    return None
