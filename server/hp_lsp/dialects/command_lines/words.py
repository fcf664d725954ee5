"""The words of command lines in a shell script, a makefile or a README. Knows how they are written, and no command."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_PIECE = r"""\$\([\w.-]+\)|'[^'\n]*'|"(?:[^"\\\n]|\\.)*"|\\[^\r\n]|[^\s;|&()`<>'"\\]"""
_TOKEN = re.compile(
    r"""(?P<gap>[ \t]+|\\\r?\n) | (?P<comment>(?<!\S)\#[^\n]*) | (?P<end>[\n;|&()`<>])
    | (?P<word>(?:PIECE)+(?:(?:\\\r?\n)+(?:PIECE)+)*) | (?P<other>.)""".replace("PIECE", _PIECE),
    re.VERBOSE | re.DOTALL,
)
_LITERAL = re.compile(r"""'(?:[^'$\\`{]|\{(?!\{))*'|"(?:[^"$\\`{]|\{(?!\{))*"|[^'"$*?{}\[\]%~\\]+""")
"""A word in which nothing stands for something else, with its quotes if it has any."""
_QUOTED = re.compile(r"""'[^']*' | "(?:[^"\\]|\\.)*" """, re.VERBOSE | re.DOTALL)
_MORE = "`(<"
"""What ends the words that are written, while more may be computed there."""


class Word(NamedTuple):
    """A word without the quotes around all of it; `start` is where its text begins.

    `is_literal`: nothing in it is computed. `quotes` is the character around all of it, if there is one.
    """

    text: str
    start: int
    is_literal: bool = False
    quotes: str = ""


def lines_of(text: str) -> Iterator[list[Word]]:
    """Yield the words of each command; what is not known may be any words, and is one without text."""
    words: list[Word] = []
    is_array = False  # of a shell, to which more may be added where it is used
    for token in _TOKEN.finditer(text):
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
