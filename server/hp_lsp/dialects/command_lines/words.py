"""The words of command lines in a shell script, a makefile or a README. Knows how they are written, and no command."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from hp_lsp.text.span import Span


def _tokens(in_single: str, in_double: str) -> re.Pattern[str]:
    piece = rf"""\$\([\w.-]+\)|'{in_single}*'|"(?:{in_double}|\\.)*"|\\[^\r\n]|[^\s;|&()`<>'"\\]"""
    return re.compile(
        rf"""(?P<gap>[^\S\n]+|\\\r?\n) | (?P<comment>(?<![^\s;&|])\#[^\n]*) | (?P<end>[\n;|&()`<>])
        | (?P<word>(?:{piece})+(?:(?:\\\r?\n)+(?:{piece})+)*) | (?P<other>.)""",
        re.VERBOSE | re.DOTALL,
    )


_IN_LINES, _ACROSS_LINES = _tokens(r"[^'\n]", r"[^\"\\\n]"), _tokens("[^']", r"[^\"\\]")
"""The tokens where quotes end in their line, and where they may end in another."""
_LITERAL = re.compile(r"""'(?:[^'$\\`{]|\{(?!\{))*'|"(?:[^"$\\`{]|\{(?!\{))*"|[^'"$*?{}\[\]%~\\]+""")
"""A word in which nothing stands for something else, with its quotes if it has any."""
_QUOTED = re.compile(r"""'[^']*' | "(?:[^"\\]|\\.)*" """, re.VERBOSE | re.DOTALL)
_MORE = "`(<"
"""What ends the words that are written, while more may be computed there."""


class Word(NamedTuple):
    """A word without the quotes around all of it; `start` is where its text begins.

    `is_literal`: nothing in it is computed. `quotes` is the character around all of it, if there is one; `within` that
    around the command, where it stands in a text.
    """

    text: str
    start: int
    is_literal: bool = False
    quotes: str = ""
    within: str = ""


def lines_of(text: str, *, across: bool = False, span: Span | None = None) -> Iterator[list[Word]]:
    """Yield the words of each command; what is not known may be any words, and is one without text.

    `across`: quotes may end in another line, as in shells. They do not in a text in which one has no end: it is being
    written, or is none. `span`: only what stands in it is read.
    """
    start, end = span or (0, len(text))
    is_across = across and not any(token["other"] for token in _ACROSS_LINES.finditer(text, start, end))
    words: list[Word] = []
    is_array = False  # of a shell, to which more may be added where it is used
    for token in (_ACROSS_LINES if is_across else _IN_LINES).finditer(text, start, end):
        if token["end"]:
            yield [*words, Word("", token.start())] if is_array or token["end"] in _MORE else words
            is_array = token["end"] == "(" and bool(words) and words[-1].text.endswith("=")
            words = []
        elif token["word"]:
            word = token["word"]
            is_quoted = _QUOTED.fullmatch(word) is not None
            inner = word[1:-1] if is_quoted else word
            is_literal = _LITERAL.fullmatch(word) is not None
            words.append(Word(inner, token.start() + is_quoted, is_literal, word[0] if is_quoted else ""))
    yield words
