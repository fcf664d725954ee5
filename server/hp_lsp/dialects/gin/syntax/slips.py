"""Which one slip of the fingers makes a value unreadable: a bracket, a quote or a comma missing, too many or another.

Tries the changes that may undo it, and keeps those that make a value, the one first that goes best with the layout.
Knows the text of one binding; says nothing of what cannot be read with one change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, pairwise
from typing import NamedTuple

from hp_lsp.dialects.gin.syntax.layout import oddness
from hp_lsp.dialects.gin.syntax.lines import CLOSERS, PATH
from hp_lsp.dialects.gin.syntax.shape import Token, is_value, tokens_of

_MOST_TOKENS = 400
_MOST_TRIED = 2000
_MOST_WEIGHED = 40
_MOST_GIVEN = 3
_OPENERS = {"]": "[", ")": "(", "}": "{"}
_BRACKETS = "()[]{}"
_MARKS = "()[]{},:"
_BLANK_LINE = re.compile(r"\n([ \t]*)(?=\r?\n)")
_TORN_PATH = re.compile(r"[A-Za-z_][\w./]*([^\w\s./=])[\w./]*[ \t\f]*=(?!=)")
_UNBOUND = re.compile(rf"{PATH}[ \t\f]*([^\w\s./=])[ \t\f]*")
_BESIDE = re.compile(r"(?<=[\[\](){},:=\s])|(?=[\[\](){},:\s]|\Z)")
_INSIDE_STRING = re.compile(r"[\[\](){},:=]")


class Slip(NamedTuple):
    """A change that undoes a slip: `put` is written instead of what stands from `start` to `end`."""

    start: int
    end: int
    put: str

    def undone(self, text: str) -> str:
        """Return a text without the slip."""
        return text[: self.start] + self.put + text[self.end :]


class _Try(NamedTuple):
    """A change of the tokens from `at` on: `removed` of them leave, `put` comes."""

    at: int
    removed: int
    put: str


def slips(text: str, start: int, indent: int) -> list[Slip]:
    """Return the likeliest slips, one of which makes the value at `start` of a text unreadable; the likeliest first.

    `indent` is the width of the blanks before the text.
    """
    tokens = tokens_of(text, start)
    if not 0 < len(tokens) <= _MOST_TOKENS:
        return []
    if any(token.kind in "'\"" for token in tokens):
        found = _quotes(text, start)
    else:
        found = _marks(text, start, tokens)
        found += (slip for slip in _in_names(tokens) if _is_undone(text, start, slip))
    weighed = [(_weight(text, start, indent, slip), number, slip) for number, slip in enumerate(found)]
    return [slip for _, _, slip in sorted(weighed)[:_MOST_GIVEN]]


def slips_on_left(text: str) -> list[Slip]:
    """Return what may be wrong on the left side of a text: a mark inside of the name, or in the place of the `=`."""
    if torn := _TORN_PATH.match(text):
        return [Slip(*torn.span(1), "")]
    if unbound := _UNBOUND.match(text):
        return [Slip(*unbound.span(1), "=")]
    return []


def _weight(text: str, start: int, indent: int, slip: Slip) -> int:
    undone = slip.undone(text)
    tokens = tokens_of(undone, start)
    odd = 2 * oddness(undone, tokens, indent)
    odd += sum(
        len(_INSIDE_STRING.findall(undone, token.start, token.end)) + _has_blank_edge(undone, token, slip)
        for token in tokens
        if token.kind == "s"
    )
    if slip.start == slip.end:
        return odd + (2 if slip.put in "([{" else 0)
    return odd + 1 + bool(slip.put)


def _has_blank_edge(text: str, string: Token, slip: Slip) -> bool:
    """Tell whether a string has a blank beside the quote that a slip puts in."""
    is_opened, is_closed = string.start == slip.start, string.end - 1 == slip.start
    return (is_opened and text[string.start + 1].isspace()) or (is_closed and text[string.end - 2].isspace())


# --- brackets and commas ---


def _marks(text: str, start: int, tokens: list[Token]) -> list[Slip]:
    kinds = "".join(token.kind for token in tokens)
    found: list[Slip] = []
    for one in islice(_tries(kinds), _MOST_TRIED):
        if is_value(kinds[: one.at] + one.put + kinds[one.at + one.removed :]):
            found += _written(text, start, tokens, one)
    return sorted(found, key=lambda slip: not _is_at_line_edge(text, slip))[:_MOST_WEIGHED]


def _is_at_line_edge(text: str, slip: Slip) -> bool:
    """Tell whether a slip is where most lists have their brackets: opening ones begin a line, others end it."""
    if slip.put in CLOSERS:
        return text[: slip.start].rstrip(" \t").endswith("\n")
    return text[slip.end :].lstrip(" \t,")[:1] in ("", "\r", "\n")


def _tries(kinds: str) -> Iterator[_Try]:
    """Yield the changes that may make a value of tokens, by the brackets that are missing or too many."""
    missing = {closer: kinds.count(opener) - kinds.count(closer) for closer, opener in _OPENERS.items()}
    uneven = {closer: count for closer, count in missing.items() if count}
    match sorted(uneven.values()):
        case []:
            yield from _separators(kinds)
        case [1]:
            yield from _one_too_few(kinds, *uneven)
        case [-1]:
            yield from _one_too_few(kinds, *(_OPENERS[closer] for closer in uneven))
        case [-1, 1]:
            closed, opened = sorted(uneven, key=uneven.__getitem__)
            yield from _instead(kinds, closed, opened)
            yield from _instead(kinds, _OPENERS[opened], _OPENERS[closed])
        case [2]:
            yield from _instead(kinds, _OPENERS[next(iter(uneven))], next(iter(uneven)))
        case [-2]:
            yield from _instead(kinds, next(iter(uneven)), _OPENERS[next(iter(uneven))])


def _one_too_few(kinds: str, bracket: str) -> Iterator[_Try]:
    """Yield what may be done where `bracket` is missing, or its partner is one too many."""
    partner = CLOSERS.get(bracket) or _OPENERS[bracket]
    for index, kind in enumerate(kinds):
        if kind == partner:
            yield from (_Try(index, 1, put) for put in ("", ",", ":"))
    for index in range(len(kinds) + 1):
        yield _Try(index, 0, bracket)
    for index, kind in enumerate(kinds):
        if kind not in _BRACKETS and not kind.isalpha():
            yield _Try(index, 1, bracket)


def _instead(kinds: str, written: str, meant: str) -> Iterator[_Try]:
    return (_Try(index, 1, meant) for index, kind in enumerate(kinds) if kind == written)


def _separators(kinds: str) -> Iterator[_Try]:
    for index, kind in enumerate(kinds):
        if not kind.isalnum() and kind not in _BRACKETS:
            yield from (_Try(index, 1, put) for put in ("", ",", ":"))
    for index in range(len(kinds) + 1):
        yield from (_Try(index, 0, put) for put in ",:")


def _written(text: str, start: int, tokens: list[Token], one: _Try) -> Iterator[Slip]:
    """Yield where a change of the tokens may be written."""
    if one.removed:
        yield Slip(tokens[one.at].start, tokens[one.at].end, one.put)
        return
    before = tokens[one.at - 1].end if one.at else start
    behind = tokens[one.at].start if one.at < len(tokens) else before
    if "\n" in text[before:behind]:
        yield Slip(behind, behind, one.put)
        yield from (
            Slip(line.end(), line.end(), one.put) for line in _BLANK_LINE.finditer(text, before, behind)
        )
    if one.put in CLOSERS or text[before - 1] != "," or one.at == len(tokens):
        yield Slip(before, before, one.put)


# --- names ---


def _in_names(tokens: list[Token]) -> Iterator[Slip]:
    """Yield the changes of what seems to tear a name apart, or to stand in the place of its sign."""
    for before, token in pairwise((Token("=", -1, -1), *tokens)):
        touches = before.end == token.start
        if touches and token.kind == "w" and not before.kind.isalnum():
            yield from (Slip(before.start, before.end, put) for put in ("", "@", "%"))
        elif touches and token.kind in "rv" and before.kind in "rvw@%":
            yield Slip(token.start, token.start + 1, "")
        elif token.kind == "w" and before.kind in "rv":
            yield Slip(before.end, token.start, "")


# --- quotes ---


def _quotes(text: str, start: int) -> list[Slip]:
    found: list[Slip] = []
    at = start
    for line in text[start:].splitlines(keepends=True):
        odd = [quote for quote in "'\"" if line.count(quote) % 2]
        tries = _quotes_in(line.rstrip(), at, odd[0]) if len(odd) == 1 else _other_quotes(line, at, odd)
        found += (slip for slip in tries if _is_undone(text, start, slip))
        at += len(line)
    return found[:_MOST_WEIGHED]


def _other_quotes(line: str, at: int, odd: list[str]) -> Iterator[Slip]:
    """Yield the quotes of a line that may be meant to be the other ones, where both are odd."""
    for index, character in enumerate(line):
        if character in odd:
            yield Slip(at + index, at + index + 1, odd[1 - odd.index(character)])


def _quotes_in(line: str, at: int, quote: str) -> Iterator[Slip]:
    for place in _BESIDE.finditer(line):
        yield Slip(at + place.start(), at + place.start(), quote)
    for index, character in enumerate(line):
        if character == quote:
            yield Slip(at + index, at + index + 1, "")
            if line.count(quote) == 1 or quote in (line[index - 1 : index], line[index + 1 : index + 2]):
                yield from (Slip(at + index, at + index + 1, put) for put in _MARKS)
        elif character in _MARKS:
            yield Slip(at + index, at + index + 1, quote)
    yield Slip(at + len(line), at + len(line) + 1, "")


def _is_undone(text: str, start: int, slip: Slip) -> bool:
    return is_value("".join(token.kind for token in tokens_of(slip.undone(text), start)))
