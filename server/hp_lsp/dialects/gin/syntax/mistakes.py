"""Why a line cannot be read from some place on: a sentence for each of the common mistakes.

Knows the text before that place and what stands there; changes nothing.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from hp_lsp.dialects.gin.syntax.lines import (
    CLOSERS,
    CLOSING,
    COMMENT,
    CONTINUATION,
    NEWLINE,
    OPENING,
    OTHER,
    pieces,
)
from hp_lsp.dialects.gin.syntax.reporting import enclose, shortened
from hp_lsp.dialects.gin.tree import Error
from hp_lsp.text.span import Span

_WORD = re.compile(r"\w+|[=!<>:*+\-/%&|^@]=|//|\*\*|->|[^ \t\f\r\n]")
_ITEM_BEFORE = re.compile(r"(?:[=,(\[{][ \t\r\n]*|\binclude[ \t]+)(?P<begun>[\w./:~-]*)\Z")
_UNQUOTED = re.compile(
    r"(?=[./:~-]*[A-Za-z_])(?:[A-Za-z_]|~?/|\.\.?/)[\w./:~-]*(?=[ \t]*(?:[,)\]}#\r\n]|\Z))"
)
_BEGINS_VALUE = re.compile(r"[=,(\[{:][ \t\r\n]*\Z")
_OTHER_COMMENTS = ("//", "/*", ";", "--", "<!--")
_LOGIC = frozenset(("and", "or", "not", "in", "is", "lambda"))
_CONDITION = frozenset(("if", "else", "for"))
_OPERATORS = frozenset("+-*/%<>=!&|^~")
_CLOSING_BRACKETS = frozenset(CLOSERS.values())
_ONLY_PARAMETERS = "A block holds lines of `name = value` only."
_NOT_CONTINUED = "A line goes on after `\\` only if it ends there and another one follows."


class Place(NamedTuple):
    """A place in a line.

    `opened` are the offsets of the brackets not closed before it, `before` is the significant text before it,
    `word` is what stands there: nothing at the end of the line.
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
        before = _last_word(text, start, min(end, at))
        if kind == OPENING:
            opened.append(start)
        elif kind == CLOSING and opened and CLOSERS[text[opened[-1]]] == text[start]:
            opened.pop()
    word = _WORD.match(text, at)
    return Place(text, at, tuple(opened), before, word.group() if word else "")


def _last_word(text: str, start: int, end: int) -> Span:
    end = start + len(text[start:end].rstrip())
    is_string = text[start] in "'\""
    return Span(start if is_string else max(start, text.rfind(" ", start, end) + 1), end)


def end_of_item(place: Place) -> int:
    """Return the offset of the comma or bracket behind the item, of a container, that holds the place."""
    depth = 0
    for kind, start, end in pieces(place.text, place.at):
        if depth == 0 and kind == CLOSING:
            return start
        depth += (kind == OPENING) - (kind == CLOSING)
        is_plain = kind == OTHER and place.text[start] not in "'\""
        comma = place.text.find(",", start, end) if is_plain else -1
        if depth == 0 and comma >= 0:
            return comma
    return len(place.text)


def unquoted(place: Place) -> Error | None:
    """Return the error of a path, or of a name with a hyphen, around the place, if it is a whole value."""
    behind = _ITEM_BEFORE.search(place.text, 0, place.at)
    start = behind.end() - len(behind["begun"]) if behind else place.at
    word = _UNQUOTED.match(place.text, start) if behind else None
    if word is None or word.end() <= place.at or (start == place.at and place.word.isidentifier()):
        return None
    span, text = Span(*word.span()), f"'{shortened(word.group())}'"
    quoted = enclose(span, "'", "'", f"Change to `{text}`")
    return Error("GIN004", span, f"A string stands in quotes: did you mean `{text}`?", (quoted,))


def comprehension(place: Place) -> Error | None:
    """Return the error of the `for` of a comprehension, which tells more than what is wrong with its words."""
    if place.word != "for" or not place.opened:
        return None
    end = end_of_item(place)
    start = place.opened[-1] + 1
    start += len(place.text[start:end]) - len(place.text[start:end].lstrip())
    return Error("GIN001", Span(start, end), "Gin has no comprehensions: write the values themselves.")


def begins_value(word: str) -> bool:
    """Tell whether a value may begin with `word`."""
    return word not in _CONDITION and (word[0].isalnum() or word[0] in "_'\"@%[({")


def unclosed(place: Place) -> Error | None:
    """Return the error of the innermost bracket if it is not closed before an outer one or the line's end."""
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
        return _ONLY_PARAMETERS if start == "parameter" else _why_import(text, at, word, system)
    if not word:
        return "The line ends where more is needed."
    if at == 0:
        return _why_beginning(word)
    if word in ("-", "--"):
        return "A name consists of letters, digits and `_`: it cannot have a `-`."
    if word[0] in "./":
        blank = text[at - 1].isspace()
        return (
            "A name has no blanks around its dots and slashes."
            if blank
            else f"A name is missing at `{word}`."
        )
    if len(word) > 1 and word.endswith("="):
        return f"A value is bound with `=`, not with `{word}`."
    return f"`=` or `:` is expected after the name, not {_shown(word)}."


def _why_beginning(word: str) -> str:
    if word == "@":
        return "The left side of a line has no `@`."
    if word == "%":
        return "The left side is a plain name: a macro is defined by `name = value`."
    if word[0].isalnum():
        return "A name begins with an unaccented letter or `_`."
    return f"A line cannot begin with {_shown(word)}."


def _why_import(text: str, at: int, word: str, system: str) -> str:
    if word in (",", "("):
        return f"{system} imports one module in each line."
    if word[:1] in ("'", '"'):
        return "A module is imported by its dotted path, without quotes; a file is read with `include`."
    if text.startswith("from") and not word and " import" not in text:
        return "`import` and a name are missing at the end of the line."
    if word and word in "./" and text[at - 1].isalnum():
        return f"A name is missing after `{word}`."
    if word[:1] == ".":
        return f"{system} has no relative imports: write the whole path of the module."
    if word == "*":
        return f"{system} imports modules, not the names in them."
    return f"{_shown(word)} is not expected here." if word else "A name is missing at the end of the line."


# --- behind it ---


def in_value(place: Place, system: str) -> Error:
    """Return the error of a place behind `=` or `:`."""
    if place.word in _CLOSING_BRACKETS:
        return unclosed(place) or Error("GIN002", place.span, _why_closed(place))
    if place.opened and begins_value(place.word or ",") and "\n" in place.text[place.before.end : place.at]:
        return Error("GIN001", place.before, "A comma is missing after this value.")
    return unclosed(place) or Error("GIN001", place.span, _why_value(place, system))


def _why_closed(place: Place) -> str:
    if not place.opened:
        return f"`{place.word}` closes no bracket."
    opener = place.text[place.opened[-1]]
    if CLOSERS[opener] == place.word:
        return f"A value is missing before `{place.word}`."
    return f"`{place.word}` does not close `{opener}`."


def _why_comma(place: Place) -> str:
    if place.opened:
        return "A value is missing before this comma."
    if not place.text[place.span.end :].strip():
        return "A line holds one value, and no `,` ends it; a tuple needs parentheses around it."
    return "A tuple needs parentheses around it."


def _why_value(place: Place, system: str) -> str:
    word, is_inside, before = place.word, bool(place.opened), place.text[place.at - 1 : place.at]
    if not word:
        return "The line ends where a value is needed."
    if word == ",":
        return _why_comma(place)
    if word[0] == "=" and before in (":", "="):
        return f"A value is bound with `=`, not with `{before}=`."
    if word in "./" and (before.isalnum() or before == "_"):
        return f"A name is missing after `{word}`."
    if word == ";":
        return "A line holds one statement, and no `;` ends it."
    if word == "\\":
        return _NOT_CONTINUED
    if word in _CONDITION:
        return f"Conditions and comprehensions are no {system}: write the values themselves."
    if word in _LOGIC or word[0] in _OPERATORS:
        return _why_operator(place, system)
    if unicodedata.category(word[0]) in ("Pi", "Pf"):
        return f"A string stands in `'` or `\"`: `{word}` is another character."
    if not begins_value(word):
        return f"{_shown(word)} is not expected here."
    return (
        "A comma is missing before this value." if is_inside else "A line holds one value; this is another."
    )


def _why_operator(place: Place, system: str) -> str:
    begins = _BEGINS_VALUE.search(place.text, 0, place.at) is not None
    if begins and place.word in ("*", "**"):
        return f"{system} has no `{place.word}` to unpack with: write the values themselves."
    if begins and place.word == "+":
        return "A number has no `+` before it: leave it out."
    if system == "Gin":
        return "Gin has no expressions; Hyperion (`.hyp`) has."
    return f"`{place.word}` is not expected here."


def _shown(word: str) -> str:
    if word.isprintable() and not word.isspace():
        return f"`{word}`"
    return f"the character U+{ord(word[0]):04X} ({unicodedata.name(word[0], 'unnamed').lower()})"
