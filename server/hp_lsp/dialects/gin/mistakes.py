"""Why a line cannot be read from some place on: the sentence for each of the common mistakes.

Knows the text before and at that place; changes nothing.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from hp_lsp.dialects.gin.lines import CLOSERS, CLOSING, COMMENT, CONTINUATION, NEWLINE, OPENING, pieces
from hp_lsp.dialects.gin.tree import Error
from hp_lsp.text.span import Span

_WORD = re.compile(r"\w+|[^\w\s](?:(?<=[<>=!*/:+\-|&^%])[=*/<>])*|[^ \t\f\r\n]")
_OTHER_COMMENTS = ("//", "/*", ";", "--", "<!--")
_EXPRESSION_WORDS = frozenset(
    ("and", "or", "not", "in", "is", "if", "else", "for", "lambda", "async", "await")
)
_OPERATORS = frozenset("+-*/%<>=!&|^~")
_COMPREHENSION = "Comprehensions and conditions are not read: write the values themselves."


class Place(NamedTuple):
    """A place in a line: the unclosed brackets before it (their offsets), what stands directly before and at it.

    `before` is the range of the last significant text before the place; `word` is empty at the end of the line.
    """

    text: str
    at: int
    opened: tuple[int, ...]
    before: Span
    word: str

    @property
    def span(self) -> Span:
        """The range of what stands at the place; at the end of the line, of what stands before it."""
        return Span(self.at, self.at + len(self.word)) if self.word else self.before


def place_at(text: str, at: int) -> Place:
    """Return what surrounds offset `at` of a line."""
    opened: list[int] = []
    before = Span(0, 0)
    for kind, start, end in pieces(text, 0):
        if start >= at:
            break
        if kind in (NEWLINE, COMMENT, CONTINUATION):
            continue
        before = Span(start, min(end, at))
        if kind == OPENING:
            opened.append(start)
        elif kind == CLOSING and opened and CLOSERS[text[opened[-1]]] == text[start]:
            opened.pop()
    word = _WORD.match(text, at)
    trimmed = text[before.start : before.end].rstrip()
    return Place(
        text, at, tuple(opened), Span(before.start, before.start + len(trimmed)), word.group() if word else ""
    )


def on_left(place: Place, system: str) -> Error:
    """Return the error of a place before any `=` or `:`."""
    return Error("GIN001", place.span, _why_left(place, system))


def _why_left(place: Place, system: str) -> str:
    text, at, word = place.text, place.at, place.word
    if text.startswith(_OTHER_COMMENTS):
        return f"A comment begins with `#` in {system}."
    if at == 0 and text[:1] in "@%":
        return "The left side is a plain name: a macro is defined as `name = value`."
    if text.split(None, 1)[:1] in (["import"], ["from"]):
        return _why_import(word, system)
    if not word:
        return "The line ends where more is needed."
    if word[0] in "./" and text[at - 1 : at].isspace():
        return "A name holds no blanks around its dots and slashes."
    if word[0] in "./":
        return "A name is missing before or behind a dot or slash."
    if word[0] == "-" and at:
        return "A name consists of letters, digits and `_`: `-` cannot be in it."
    if len(word) > 1 and word.endswith("="):
        return f"{system} binds a value with `=`, not with `{word}`."
    if at == 0 and word[0].isalnum():
        return "A name begins with an unaccented letter or `_`."
    if at == 0:
        return f"A line cannot begin with `{word}`."
    return f"`=` or `:` is expected behind the name, not `{word}`."


def _why_import(word: str, system: str) -> str:
    if word == ",":
        return f"{system} imports one module in each line."
    if word[:1] in ("'", '"'):
        return "`import` takes the dotted path of a Python module; did you mean `include`?"
    if word[:1] == ".":
        return f"{system} has no relative imports: write the whole path of the module."
    if word == "*":
        return f"{system} has no `import *`: name the module."
    return (
        f"`{word}` is not expected here."
        if word
        else "The line ends where more is needed: a name is missing."
    )


def in_value(place: Place, system: str) -> Error:
    """Return the error of a place behind `=` or `:`."""
    if mismatch := unclosed(place):
        return mismatch
    return Error("GIN001", place.span, _why_value(place, system))


def unclosed(place: Place) -> Error | None:
    """Return the error of the innermost bracket, if the line ends or another bracket is closed before it is."""
    if not place.opened:
        return None
    at = place.opened[-1]
    closes_outer = place.word in CLOSERS.values() and any(
        CLOSERS[place.text[opening]] == place.word for opening in place.opened
    )
    if place.word and (CLOSERS[place.text[at]] == place.word or not closes_outer):
        return None
    return Error("GIN002", Span(at, at + 1), f"`{place.text[at]}` is never closed.")


def _why_value(place: Place, system: str) -> str:
    word = place.word
    if not word:
        return "The line ends where a value is needed."
    if word in CLOSERS.values():
        return f"`{word}` closes nothing." if not place.opened else f"A value is missing before `{word}`."
    if word == "," and not place.opened:
        return "A tuple needs parentheses: `(1, 2)`."
    if word == ",":
        return "A value is missing before this comma."
    if word == ";":
        return "A line holds one statement, and no `;` ends it."
    if word == "\\":
        return "A line is continued only if nothing at all stands behind `\\`, and another line follows."
    if word in _EXPRESSION_WORDS:
        return _COMPREHENSION if word in ("for", "if", "else") else _no_expressions(word, system)
    if word[0] in _OPERATORS:
        return _no_expressions(word, system)
    if word[0].isalnum() or word[0] in "_'\"@%[({":
        return _why_second_value(place)
    return f"`{word}` is not expected here."


def _no_expressions(word: str, system: str) -> str:
    return (
        f"{system} has no expressions: `{word}` is not expected here."
        if system == "Gin"
        else f"`{word}` is not expected here."
    )


def _why_second_value(place: Place) -> str:
    if place.opened:
        return "A comma is missing before this value."
    return "A binding has one value: what follows it is not expected here."
