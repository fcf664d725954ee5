"""Commands in texts that are given to others, as to `bash -c` or `tmux`, or are kept in variables. Knows no command."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hp_lsp.dialects.command_lines.words import Word, lines_of
from hp_lsp.text.span import Span

_KEPT = re.compile(r"""[\w-]+\+?=(?P<quote>["'])(?P<text>(?:(?!(?P=quote))[^\\])*)(?P=quote)""")
_SHOWN = frozenset(("echo", "printf"))


def nested_in(source: str, words: list[Word], mark: str) -> Iterator[list[Word]]:
    """Yield the words of the commands in those texts of a command that hold `mark`, and no escapes.

    What is shown to people is none.
    """
    if words and words[0].text not in _SHOWN:
        for word in words:
            span, quote = _text(word)
            text = source[slice(*span)]
            if mark in text and " " in text and "\\" not in text:
                for inner in lines_of(source, across=True, span=span):
                    yield [one._replace(within=quote) for one in inner]


def _text(word: Word) -> tuple[Span, str]:
    """Return the range of a text that is all of a word, or behind the name of a variable or a flag; and its quote."""
    if word.quotes:
        return Span(word.start, word.start + len(word.text)), word.quotes
    kept = _KEPT.fullmatch(word.text)
    return (Span(*kept.span("text")).shifted(word.start), kept["quote"]) if kept else (Span(0, 0), "")
