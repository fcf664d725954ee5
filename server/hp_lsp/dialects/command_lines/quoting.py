"""What a word of a command line says, and which of its characters stands where. Knows quotes, and computes nothing.

Shells, makefiles and CI systems put other text in place of `$NAME`, `$(…)`, `{{…}}` and what stands between backquotes;
some also within single quotes. What stands before the first of these is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from hp_lsp.dialects.command_lines.words import Word
from hp_lsp.text.mapping import Run
from hp_lsp.text.span import Span

_PIECE = re.compile(
    r"""'(?P<single>[^']*)' | "(?P<double>(?:[^"\\]|\\.)*)" | (?P<bare>[^'"\\]+|\\(?:\r?\n|.))""",
    re.VERBOSE | re.DOTALL,
)
_COMPUTED = re.compile(r"\$|`|\{\{|\{%")
_LINE_END = r"\\\r?\n"
_ESCAPE = {"": re.compile(rf"{_LINE_END}|\\(.)"), '"': re.compile(rf'{_LINE_END}|\\(["\\$`])')}
"""What says the character that it captures, or nothing: at the end of a line, which goes on in the next."""
_UNSAFE = re.compile(r"[\\$`\r\n]")
_SAFE_BARE = re.compile(r"[\w.,/@%+:=-]*")


class Part(NamedTuple):
    """Some of a word between quotes, or without any: the range of its content, and the quote.

    `within` is the quote around the command that the word is of, where it stands in a text.
    """

    content: Span
    quotes: str
    within: str = ""

    def can_hold(self, text: str) -> bool:
        """Tell whether `text` can be written there as it is."""
        if self.within and self.within in text:
            return False
        if not self.quotes:
            return _SAFE_BARE.fullmatch(text) is not None
        return self.quotes not in text and _UNSAFE.search(text) is None


class Argument(NamedTuple):
    """The text of a word or of its end, the runs that tell where its characters stand, and the parts it is made of.

    `span` is its range without the quotes around all of it. Where it is not `whole`, something computed follows.
    """

    text: str
    span: Span
    runs: tuple[Run, ...]
    parts: tuple[Part, ...]
    whole: bool

    def part(self, start: int, end: int) -> Argument:
        """Return what some of the characters of the text are."""
        runs = [
            run.up_to(end).since(start).shifted(-start)
            for run in self.runs
            if run.inner.start < end and start < run.inner.end
        ]
        span = Span(runs[0].outer.start, runs[-1].outer.end) if runs else self.span
        return self._replace(text=self.text[start:end], span=span, runs=tuple(runs))


def read_word(source: str, word: Word, skipped: int = 0) -> Argument:
    """Return what the word of a command line in `source` says behind its first `skipped` characters."""
    span = Span(word.start + skipped, word.start + len(word.text))
    text = ""
    runs: list[Run] = []
    parts: list[Part] = []
    for part in (Part(span, word.quotes),) if word.quotes else _parts(source, span):
        parts.append(part._replace(within=word.within))
        for piece, outer in _pieces(source, part):
            if piece is None:
                return Argument(text, span, tuple(runs), tuple(parts), whole=False)
            runs.append(Run(Span(len(text), len(text) + len(piece)), outer))
            text += piece
    return Argument(text, span, tuple(runs), tuple(parts), whole=True)


def _parts(source: str, span: Span) -> Iterator[Part]:
    for piece in _PIECE.finditer(source, *span):
        kind = piece.lastgroup or "bare"
        yield Part(Span(*piece.span(kind)), {"single": "'", "double": '"', "bare": ""}[kind])


def _pieces(source: str, part: Part) -> Iterator[tuple[str | None, Span]]:
    """Yield the characters of a part with where they stand, an escape by itself; None for something computed."""
    at, end = part.content
    escape = _ESCAPE.get(part.quotes)
    while at < end:
        escaped = escape.search(source, at, end) if escape else None
        stop = escaped.start() if escaped else end
        computed = _COMPUTED.search(source, at, stop)
        if computed:
            stop = computed.start()
        if stop > at:
            yield source[at:stop], Span(at, stop)
        if computed:
            yield None, Span(*computed.span())
            return
        if escaped and escaped[1]:
            yield escaped[1], Span(*escaped.span())
        at = escaped.end() if escaped else end
