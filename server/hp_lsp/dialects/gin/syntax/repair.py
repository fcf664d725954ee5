"""Reads on behind a mistake: what is missing is put in, what is too much is left out, and the error is noted.

Knows Lark's parser in the state in which it stopped. Only the first mistakes of a line are repaired.
"""

from __future__ import annotations

from typing import Any

from lark import Token, UnexpectedInput, UnexpectedToken
from lark.lexer import LineCounter
from lark.parsers.lalr_interactive_parser import InteractiveParser

from hp_lsp.dialects.gin.syntax.lines import CLOSERS
from hp_lsp.dialects.gin.syntax.mending import mend_left, mend_value
from hp_lsp.dialects.gin.syntax.mistakes import (
    Place,
    begins_value,
    comprehension,
    end_of_item,
    in_value,
    on_left,
    place_at,
    unclosed,
    unquoted,
)
from hp_lsp.dialects.gin.syntax.nodes import Builder

_MOST_REPAIRS = 20
_MOST_UNCLOSED = 200
_CLOSING = {")": "RPAR", "]": "RSQB", "}": "RBRACE"}
_BEHIND_LEFT = {
    "statement": ("EQUAL", "COLON", "INCLUDE"),
    "member": ("EQUAL", "COLON", "INCLUDE"),
    "parameter": ("EQUAL", "COLON"),
}
"""The terminals behind which values stand, of the start rules that begin with something else."""


class Repair:
    """The repairs of one line, of which `repair` is to be Lark's `on_error`."""

    def __init__(self, text: str, start: str, builder: Builder, suggests: bool) -> None:
        """Take the line, its start rule, the builder that collects the errors, and whether to suggest changes."""
        self._text = text
        self._start = start
        self._builder = builder
        self._suggests = suggests
        self._repairs = 0
        self._skipped_to = -1

    def repair(self, problem: UnexpectedInput) -> bool:
        """Note the error and set the parser right; False means that the rest of the line cannot be read."""
        self._repairs += 1
        parser: InteractiveParser = problem.interactive_parser
        place = place_at(self._text, self._position(problem))
        if self._start in _BEHIND_LEFT and not self._is_behind_left(parser):
            error = on_left(place, self._builder.system, self._start)
            suggestions = tuple(mend_left(place)) if self._suggests else ()
            self._builder.unexpected(error._replace(suggestions=suggestions), place.before)
            return False
        if place.at != self._skipped_to:
            self._note(place)
        if self._repairs > _MOST_REPAIRS:
            return False
        if not place.word:
            return _close_all(parser)
        return self._read_on(parser, place)

    def _note(self, place: Place) -> None:
        """Add the error of a place in a value."""
        if telling := unquoted(place) or comprehension(place):
            self._builder.instead_of_words(telling)
            return
        error = in_value(place, self._builder.system)
        suggestions = tuple(mend_value(place)) if self._suggests else ()
        self._builder.unexpected(error._replace(suggestions=suggestions), place.before)
        self._builder.is_cut_off = not place.word and bool(place.opened)

    def _position(self, problem: UnexpectedInput) -> int:
        if isinstance(problem, UnexpectedToken) and problem.token.type == "$END":
            return len(self._text)
        position: Any = problem.pos_in_stream
        return int(position)

    def _is_behind_left(self, parser: InteractiveParser) -> bool:
        behind = _BEHIND_LEFT[self._start]
        parts = parser.parser_state.value_stack
        return any(isinstance(part, Token) and part.type in behind for part in parts)

    def _read_on(self, parser: InteractiveParser, place: Place) -> bool:
        line = _line_counter(parser)
        if not place.opened:
            line.char_pos = len(self._text)
            return "$END" in _accepted(parser)
        missing = _missing(parser, place)
        if missing:
            parser.feed_token(_token(missing, place.at))
            line.char_pos = place.at + int(missing in _CLOSING.values() and not unclosed(place))
        elif place.word in ",)]}":
            line.char_pos = place.at + 1
        else:
            line.char_pos = self._skipped_to = end_of_item(place)
        return True


def _missing(parser: InteractiveParser, place: Place) -> str | None:
    """Return the terminal that is missing before what stands at the place."""
    missing = None
    if place.word in _CLOSING:
        missing = _CLOSING[CLOSERS[place.text[place.opened[-1]]]]
    elif begins_value(place.word):
        missing = "_COMMA"
    return missing if missing in _accepted(parser) else None


def _close_all(parser: InteractiveParser) -> bool:
    """Close the open brackets at the end of a line; False where more than that is missing."""
    for _ in range(_MOST_UNCLOSED):
        accepted = _accepted(parser)
        if "$END" in accepted:
            return True
        closing = next((terminal for terminal in _CLOSING.values() if terminal in accepted), None)
        if closing is None:
            return False
        parser.feed_token(_token(closing, _line_counter(parser).char_pos))
    return False


def _accepted(parser: InteractiveParser) -> set[str]:
    accepted: set[str] = parser.accepts()  # type: ignore[no-untyped-call]  # of Lark
    return accepted


def _line_counter(parser: InteractiveParser) -> LineCounter:
    state = parser.lexer_thread.state
    if state is None:
        raise TypeError("a parser of a text has the state of its lexer")
    return state.line_ctr


def _token(terminal: str, at: int) -> Token:
    return Token(terminal, "", start_pos=at, end_pos=at)
