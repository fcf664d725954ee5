r"""What a string literal of Python says, and which of its characters stands where. Evaluates nothing.

Adjacent literals are one. f-strings, bytes and template strings have no text of their own and are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from hp_lsp.text.mapping import Run
from hp_lsp.text.span import Span

_BETWEEN = re.compile(r"(?:\s|\\\r?\n|#[^\r\n]*)*")
_STRING = re.compile(
    r"""(?P<prefix>[rRuU]?)(?:
        \"\"\" (?P<three>  [^"\\]* (?: (?: \\[\s\S] | "(?!"") ) [^"\\]* )* ) \"\"\"
      | '''    (?P<triple> [^'\\]* (?: (?: \\[\s\S] | '(?!'') ) [^'\\]* )* ) '''
      | "      (?P<double> [^"\\\r\n]* (?: \\(?:\r\n|[\s\S]) [^"\\\r\n]* )* ) "
      | '      (?P<single> [^'\\\r\n]* (?: \\(?:\r\n|[\s\S]) [^'\\\r\n]* )* ) '
    )""",
    re.VERBOSE,
)
_QUOTES = {"three": '"""', "triple": "'''", "double": '"', "single": "'"}
_LINE_END = re.compile(r"\r\n?")
_ESCAPE = re.compile(
    r"\r\n?|\\(?:\r\n|[\r\n\\'\"abfnrtv]|[0-7]{1,3}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|N\{[^}]+\})"
)
_LETTERS = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}


class Part(NamedTuple):
    """One literal between its quotes: the range of its content, and how it is quoted."""

    content: Span
    quotes: str
    is_raw: bool

    def can_hold(self, text: str) -> bool:
        """Tell whether `text` can be written into the literal as it is."""
        if "\\" in text or "\r" in text:
            return False
        if len(self.quotes) == 1:
            return self.quotes not in text and "\n" not in text
        return self.quotes not in text and not text.endswith(self.quotes[0])


class Literal(NamedTuple):
    """The text of a literal, the runs that tell where its characters stand, and the literals that it is made of."""

    text: str
    runs: tuple[Run, ...]
    parts: tuple[Part, ...]


def read_literal(source: str, span: Span) -> Literal | None:
    """Return the string literal that stands at `span`; None where something else stands there."""
    parts = _parts(source, span)
    if not parts:
        return None
    text = ""
    runs: list[Run] = []
    for part in parts:
        for piece, outer in _pieces(source, part):
            runs.append(Run(Span(len(text), len(text) + len(piece)), outer))
            text += piece
    return Literal(text, tuple(runs), tuple(parts))


def _parts(source: str, span: Span) -> list[Part]:
    """Return the literals at a range, one behind the other; none where there is anything else."""
    found: list[Part] = []
    at = span.start
    while at < span.end:
        match = _STRING.match(source, at, span.end)
        if match is None:
            return []
        kind = match.lastgroup or ""
        found.append(Part(Span(*match.span(kind)), _QUOTES[kind], match["prefix"].lower() == "r"))
        between = _BETWEEN.match(source, match.end(), span.end)
        at = between.end() if between else match.end()
    return found


def _pieces(source: str, part: Part) -> Iterator[tuple[str, Span]]:
    """Yield the characters of a literal with where they stand: runs of plain ones, and each escape by itself."""
    at, end = part.content
    pattern = _LINE_END if part.is_raw else _ESCAPE
    for match in pattern.finditer(source, at, end):
        if match.start() > at:
            yield source[at : match.start()], Span(at, match.start())
        meant = _meant(match[0])
        if meant:
            yield meant, Span(*match.span())
        at = match.end()
    if at < end or at == part.content.start:
        yield source[at:end], Span(at, end)


def _meant(written: str) -> str:
    """Return what an escape, or a line end, stands for."""
    if written[0] == "\r":
        return "\n"
    first = written[1]
    if first in "\r\n":
        return ""
    if first in _LETTERS:
        return _LETTERS[first]
    if first in "xuU":
        digits = written[2:]
        return _character(int(digits, 16))
    if first == "N":
        return _named(written[3:-1])
    return _character(int(written[1:], 8)) if first.isdigit() else first


def _character(code: int) -> str:
    return chr(code) if code <= 0x10FFFF else "\ufffd"


def _named(name: str) -> str:
    import unicodedata

    try:
        return unicodedata.lookup(name)
    except KeyError:
        return "\ufffd"
