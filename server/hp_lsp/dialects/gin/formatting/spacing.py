"""The blanks between the words of one line. Touches nothing inside of brackets that are laid out over several lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from hp_lsp.dialects.gin.tree import (
    Binary,
    Reference,
    Row,
    Statement,
    values_of,
    values_within,
)
from hp_lsp.dialects.gin.words import Word, words_in
from hp_lsp.text.edits import Edit
from hp_lsp.text.span import Span

Part = Literal["open", "close", "comma", "colon", "equal", "binary", "sign", "glue", "word"]
"""What a word is to its neighbours: "sign" stands before a value, "glue" within a name."""

_MARKS: dict[str, Part] = {
    **dict.fromkeys("([{", "open"),
    **dict.fromkeys(")]}", "close"),
    ",": "comma",
    ":": "colon",
    "=": "equal",
    ".": "glue",
    "/": "glue",
}


class _Known(NamedTuple):
    """What the tree tells of a line: the characters of operators between two values, and the ends of names called."""

    binary: frozenset[int]
    called: frozenset[int]


def spacing(source: str, statement: Statement) -> Iterator[Edit]:
    """Yield the changes of blanks between words on the same line that make a statement canonical."""
    words = list(words_in(source, *statement.span))
    known = _known(statement)
    parts = [_part(word, known) for word in words]
    for place, depth in _free(source, words, parts):
        word, after = words[place], words[place + 1]
        gap = source[word.end : after.start]
        is_cell = isinstance(statement.node, Row) and parts[place] == "comma" and depth == 0
        if gap.strip(" \t") or (is_cell and gap):  # the columns of a table may be aligned
            continue
        wanted = _wanted(word, parts[place], parts[place + 1], known, depth)
        if wanted != gap:
            yield Edit(Span(word.end, after.start), wanted)


def _free(source: str, words: list[Word], parts: list[Part]) -> Iterator[tuple[int, int]]:
    """Yield the places of words before gaps outside of brackets over several lines, and the depth of brackets there."""
    closed = _closing(parts)
    depth = 0
    frozen_until = -1
    for place, part in enumerate(parts[:-1]):
        depth += (part == "open") - (part == "close")
        if part == "open" and place >= frozen_until:
            end = closed.get(place, place)
            frozen_until = end if _has_lines(source, words[place].start, words[end].end) else frozen_until
        if place >= frozen_until:
            yield place, depth


def _wanted(word: Word, part: Part, following: Part, known: _Known, depth: int) -> str:
    """Return the blanks that belong behind a word."""
    if part == "open" or following in ("close", "comma", "colon") or "glue" in (part, following):
        return ""
    if part in ("comma", "colon"):
        return " "
    if "equal" in (part, following):
        return "" if depth else " "
    if following == "open" and word.end in known.called:
        return ""
    if part == "sign":
        return " " if word.text == "not" else ""
    return " "


def _known(statement: Statement) -> _Known:
    binary: set[int] = set()
    called: set[int] = set()
    for outer in values_of(statement.node):
        for value in values_within(outer):
            if isinstance(value, Binary):
                binary.update(range(*statement.at(value.operator_span)))
            elif isinstance(value, Reference):
                called.add(statement.at(value.selector.span).end)
    return _Known(frozenset(binary), frozenset(called))


def _part(word: Word, known: _Known) -> Part:
    if word.start in known.binary:
        return "binary"
    if word.text in _MARKS:
        return _MARKS[word.text]
    return "sign" if word.kind == "operator" or word.text == "not" else "word"


def _closing(parts: list[Part]) -> dict[int, int]:
    """Return the place of each opening bracket with that of the one that closes it."""
    found: dict[int, int] = {}
    stack: list[int] = []
    for place, part in enumerate(parts):
        if part == "open":
            stack.append(place)
        elif part == "close" and stack:
            found[stack.pop()] = place
    return found


def _has_lines(source: str, start: int, end: int) -> bool:
    return any(source.find(line_end, start, end) >= 0 for line_end in "\n\r")
