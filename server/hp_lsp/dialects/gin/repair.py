"""Reads on behind a mistake: what is missing is put in, what is too much is left out, and the error is noted.

Knows Lark's parser in the state in which it stopped. Of each line, the few first mistakes are repaired.
"""

from __future__ import annotations

from lark import Token, UnexpectedCharacters, UnexpectedInput, UnexpectedToken
from lark.parsers.lalr_interactive_parser import InteractiveParser

from hp_lsp.dialects.gin import mistakes
from hp_lsp.dialects.gin.lines import CLOSERS
from hp_lsp.dialects.gin.nodes import Builder

_MOST_REPAIRS = 20
_MOST_UNCLOSED = 200
_CLOSING = {")": "RPAR", "]": "RSQB", "}": "RBRACE"}
_BEHIND_LEFT = frozenset(("EQUAL", "COLON", "INCLUDE"))


class Repair:
    """The repairs of one line: `repair` is Lark's `on_error`."""

    def __init__(self, text: str, start: str, builder: Builder) -> None:
        self._text = text
        self._builder = builder
        self._repairs = 0
        self._is_value = start not in ("statement", "parameter")

    def repair(self, problem: UnexpectedInput) -> bool:
        """Note the error and put the parser back on the rails; False means that the rest cannot be read."""
        self._repairs += 1
        parser: InteractiveParser = problem.interactive_parser
        place = mistakes.place_at(self._text, self._position(problem))
        if not self._is_value and not _is_behind_left(parser):
            self._note(mistakes.on_left(place, self._builder.system))
            return False
        self._note(mistakes.in_value(place, self._builder.system))
        if self._repairs > _MOST_REPAIRS:
            return False
        if not place.word:
            return _close_all(parser)
        return self._read_on(problem, parser, place)

    def _position(self, problem: UnexpectedInput) -> int:
        if isinstance(problem, UnexpectedToken) and problem.token.type == "$END":
            return len(self._text)
        return problem.pos_in_stream or 0

    def _note(self, error: mistakes.Error) -> None:
        self._builder.error(error.code, error.span, error.message)

    def _read_on(self, problem: UnexpectedInput, parser: InteractiveParser, place: mistakes.Place) -> bool:
        line = parser.lexer_thread.state.line_ctr
        if not place.opened:
            line.char_pos = len(self._text)
            return "$END" in parser.accepts()
        if isinstance(problem, UnexpectedCharacters):
            line.char_pos = place.at + len(place.word)
            return True
        missing = self._missing(parser, place)
        if missing:
            parser.feed_token(_token(missing, place.at))
            line.char_pos = place.at
        return True

    def _missing(self, parser: InteractiveParser, place: mistakes.Place) -> str | None:
        """Return the terminal without which what stands at the place makes no sense."""
        innermost = CLOSERS[self._text[place.opened[-1]]]
        accepted = parser.accepts()
        if mistakes.unclosed(place):
            return _CLOSING[innermost] if _CLOSING[innermost] in accepted else None
        is_value = place.word[0].isalnum() or place.word[0] in "_'\"@%[({"
        return "_COMMA" if is_value and "_COMMA" in accepted else None


def _is_behind_left(parser: InteractiveParser) -> bool:
    return any(
        isinstance(part, Token) and part.type in _BEHIND_LEFT for part in parser.parser_state.value_stack
    )


def _close_all(parser: InteractiveParser) -> bool:
    """Close all open brackets at the end of a line; False where a value is missing as well."""
    for _ in range(_MOST_UNCLOSED):
        accepted = parser.accepts()
        if "$END" in accepted:
            return True
        closing = next((terminal for terminal in _CLOSING.values() if terminal in accepted), None)
        if closing is None:
            return False
        parser.feed_token(_token(closing, parser.lexer_thread.state.line_ctr.char_pos))
    return False


def _token(terminal: str, at: int) -> Token:
    return Token(terminal, "", start_pos=at, end_pos=at)
