"""Why a line cannot be read from some place on: a sentence for each of the common mistakes.

Knows the text before that place and what stands there; changes nothing.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from hp_lsp.dialects.gin.lines import CLOSERS, CLOSING, COMMENT, CONTINUATION, NEWLINE, OPENING, pieces
from hp_lsp.dialects.gin.tree import Error
from hp_lsp.text.span import Span

_WORD = re.compile(r"\w+|[=!<>:*+\-/%&|^@]=|//|\*\*|->|[^ \t\f\r\n]")
_OTHER_COMMENTS = ("//", "/*", ";", "--", "<!--")
_LOGIC = frozenset(("and", "or", "not", "in", "is", "lambda"))
_CONDITION = frozenset(("if", "else", "for"))
_OPERATORS = frozenset("+-*/%<>=!&|^~")
_CLOSING_BRACKETS = frozenset(CLOSERS.values())


class Place(NamedTuple):
    """A place in a line.

    `opened` are the offsets of the brackets not closed before it, `before` is the last significant text before it,
    `word` what stands there: nothing at the end of the line.
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
        before = Span(start, start + len(text[start : min(end, at)].rstrip()))
        if kind == OPENING:
            opened.append(start)
        elif kind == CLOSING and opened and CLOSERS[text[opened[-1]]] == text[start]:
            opened.pop()
    word = _WORD.match(text, at)
    return Place(text, at, tuple(opened), before, word.group() if word else "")


def begins_value(word: str) -> bool:
    """Tell whether a value may begin with `word`."""
    return word[0].isalnum() or word[0] in "_'\"@%[({"


def unclosed(place: Place) -> Error | None:
    """Return the error of the innermost bracket, if the line ends, or an outer bracket is closed, before it is."""
    closers = [CLOSERS[place.text[at]] for at in place.opened]
    if not closers or (place.word and (place.word == closers[-1] or place.word not in closers)):
        return None
    at = place.opened[-1]
    return Error("GIN002", Span(at, at + 1), f"`{place.text[at]}` is never closed.")


# --- before `=` or `:` ---


def on_left(place: Place, system: str, start: str) -> Error:
    """Return the error of a place before any `=` or `:`; `start` is the rule by which the line is read."""
    return Error("GIN001", place.span, _why_left(place, system, start))


def _why_left(place: Place, system: str, start: str) -> str:
    text, at, word = place.text, place.at, place.word
    if text.startswith(_OTHER_COMMENTS):
        return f"A comment begins with `#` in {system}."
    if text.split(None, 1)[:1] in (["import"], ["from"], ["include"]):
        return _why_import(word, system) if start == "statement" else "A block holds lines of `name = value` only."
    if not word:
        return "The line ends where more is needed."
    if at == 0:
        return _why_beginning(word)
    if word == "." or word == "/":
        blank = text[at - 1].isspace()
        return "A name has no blanks around its dots and slashes." if blank else f"A name is missing at this `{word}`."
    if word == "-":
        return "A name consists of letters, digits and `_`: it cannot have a `-`."
    if len(word) > 1 and word.endswith("="):
        return f"A value is bound with `=`, not with `{word}`."
    return f"`=` or `:` is expected behind the name, not {_shown(word)}."


def _why_beginning(word: str) -> str:
    if word in "@%":
        return "The left side is a plain name: a macro is defined by `name = value`."
    if word[0].isalnum():
        return "A name begins with an unaccented letter or `_`."
    return f"A line cannot begin with {_shown(word)}."


def _why_import(word: str, system: str) -> str:
    if word == ",":
        return f"{system} imports one module in each line."
    if word[:1] in ("'", '"'):
        return "A module is imported by its dotted path, without quotes; a file is read with `include`."
    if word[:1] == ".":
        return f"{system} has no relative imports: write the whole path of the module."
    if word == "*":
        return f"{system} imports modules, not the names in them."
    return f"{_shown(word)} is not expected here." if word else "A name is missing at the end of the line."


# --- behind it ---


def in_value(place: Place, system: str) -> Error:
    """Return the error of a place behind `=` or `:`."""
    return unclosed(place) or Error("GIN001", place.span, _why_value(place, system))


def _why_value(place: Place, system: str) -> str:
    word = place.word
    if not word:
        return "The line ends where a value is needed."
    if word in _CLOSING_BRACKETS:
        return f"A value is missing before `{word}`." if place.opened else f"`{word}` closes no bracket."
    if word == ",":
        return "A value is missing before this comma." if place.opened else "A tuple needs parentheses around it."
    if word == ";":
        return "A line holds one statement, and no `;` ends it."
    if word == "\\":
        return "A line goes on behind `\\` only if the next character is the end of the line, and another follows."
    if word in _CONDITION:
        return f"Conditions and comprehensions are no {system}: write the values themselves."
    if word in _LOGIC or word[0] in _OPERATORS:
        return f"{system} knows no expressions." if system == "Gin" else f"`{word}` is not expected here."
    if not begins_value(word):
        return f"{_shown(word)} is not expected here."
    return "A comma is missing before this value." if place.opened else "A second value cannot follow on the line."


def _shown(word: str) -> str:
    if word in "“”„«»‘’":
        return f"the quote `{word}` (a string has `\"` or `'`)"
    if word.isprintable() and not word.isspace():
        return f"`{word}`"
    return f"the character U+{ord(word[0]):04X} ({unicodedata.name(word[0], 'unnamed').lower()})"
