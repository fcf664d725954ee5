r"""The split of a text into logical lines, by Python's rules, whatever the text.

Knows brackets, strings, comments, line ends (``\n``, ``\r\n``, ``\r``), continuation by backslash, and how a
statement begins: an unclosed bracket or string ends before the next one, never with the rest of the file.
Knows nothing of what a line means. The time it takes is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from hp_lsp.text.span import Span

BYTE_ORDER_MARK = "\ufeff"
PATH = r"[A-Za-z_]\w*(?:[./][A-Za-z_]\w*)*"
"""A regular expression of what stands on the left side of a line."""

_PLAIN = r"""[^\#'"()\[\]{}\\\r\n]*"""
_STRING = r"""(?:'[^'\\\r\n]+'(?!')|''(?!')|"[^"\\\r\n]+"(?!")|""(?!"))"""
_FLAT = rf"{_PLAIN}(?:{_STRING}{_PLAIN})*"
_DEEPER = rf"{_PLAIN}(?:(?:{_STRING}|\({_FLAT}\)|\[{_FLAT}\]|\{{{_FLAT}\}}){_PLAIN})*"
_DEEPEST = rf"{_PLAIN}(?:(?:{_STRING}|\({_DEEPER}\)|\[{_DEEPER}\]|\{{{_DEEPER}\}}){_PLAIN})*"
_SIMPLE = re.compile(rf"([ \t\f]*)({_DEEPEST})(\#[^\r\n]*)?(?:\r\n|\n|\r|\Z)")
"""A line that is a logical line by itself, with brackets two deep: indentation, text, comment. Most are."""

_PIECE = re.compile(
    r"""[ \t\f]+
      | (\r\n|\n|\r)
      | (\#[^\r\n]*)
      | (\\(?:\r\n|\n|\r))
      | (\"\"\"|''')
      | ([\[({])
      | ([\])}])
      | ( "[^"\\\r\n]*(?:\\(?:\r\n|[\s\S])[^"\\\r\n]*)*"?
        | '[^'\\\r\n]*(?:\\(?:\r\n|[\s\S])[^'\\\r\n]*)*'?
        | [^\s\#"'()\[\]{}\\]+(?:[ ]+[^\s\#"'()\[\]{}\\]+)*
        | [\s\S]
        )""",
    re.VERBOSE,
)
NEWLINE, COMMENT, CONTINUATION, TRIPLE, OPENING, CLOSING, OTHER = range(1, 8)
"""The kinds of `pieces`."""

_REST_OF_TRIPLE = {
    '"""': re.compile(r'[^"\\]*(?:(?:\\(?:[\s\S]|\Z)|"(?!""))[^"\\]*)*(""")?'),
    "'''": re.compile(r"[^'\\]*(?:(?:\\(?:[\s\S]|\Z)|'(?!''))[^'\\]*)*(''')?"),
}
_REST_OF_LINE = re.compile(r"[^\r\n]*")

_START = re.compile(
    rf"""(?P<indent>[ \t]*)
    (?: (?P<argument>[A-Za-z_]\w*)[ \t]*=(?!=)
      | {PATH}[ \t]*=(?!=)
      | (?!(?:True|False|None)\b){PATH}[ \t]*(?:\([^()\r\n]*\)[ \t]*)?:[ \t]*(?:[\[\#\r\n]|\Z)
      | import[ \t]+[A-Za-z_]
      | from[ \t]+[A-Za-z_][\w.]*[ \t]+import\b
      | include[ \t]*["']
      | with[ \t]+{PATH}[ \t]*:
      | table(?=[ \t(])[^\r\n:]*:
    )""",
    re.VERBOSE,
)
_START_BEHIND_LINE_END = re.compile(rf"(?<=[\r\n])(?:{_START.pattern})", re.VERBOSE)
_MOST_UNCLOSED = 10
CLOSERS = {"[": "]", "(": ")", "{": "}", "call": ")"}


class LogicalLine(NamedTuple):
    """One statement's text: `span` reaches from its first to its last significant character.

    `indent` is the blank text before it, on its first line if a backslash precedes it.
    """

    span: Span
    indent: str


class Lines(NamedTuple):
    """The logical lines of a text and the ranges of its comments, both in order."""

    logical: list[LogicalLine]
    comments: list[Span]


def logical_lines(source: str) -> list[LogicalLine]:
    """Return the logical lines of `source` in order; blank lines and lines of comments are none."""
    return split(source).logical


def split(source: str) -> Lines:
    """Split a text; a byte order mark at its start belongs to no line."""
    lines = Lines([], [])
    hopeless: set[str] = set()
    at = int(source.startswith(BYTE_ORDER_MARK))
    while at < len(source):
        at = _split_simple_lines(source, at, lines)
        if at < len(source):
            at = _split_line(source, at, lines, hopeless)
    return lines


def _split_simple_lines(source: str, begin: int, lines: Lines) -> int:
    """Add the lines from `begin` on that are logical lines by themselves; return the offset of the first other one."""
    logical, comments = lines
    at, match = begin, _SIMPLE.match
    while at < len(source) and (simple := match(source, at)):
        start = simple.start(2)
        text = simple[2].rstrip(" \t\f")
        if text:
            logical.append(LogicalLine(Span(start, start + len(text)), simple[1]))
        if simple[3]:
            comments.append(Span(*simple.span(3)))
        at = simple.end()
    return at


def _split_line(source: str, begin: int, lines: Lines, hopeless: set[str]) -> int:
    """Add the one logical line at `begin` and the comments in it; return the offset behind it."""
    brackets: list[str] = []
    indent: str | None = None
    start = end = -1
    behind = len(source)
    for kind, at, to in pieces(source, begin, hopeless):
        if kind == COMMENT:
            lines.comments.append(Span(at, to))
        elif kind == NEWLINE:
            before = source[end - 1] if brackets else ""
            if not brackets or _starts_statement(source, to, indent or "", brackets[-1], before):
                behind = to
                break
        else:
            indent = source[begin:at] if indent is None else indent
            if kind == CONTINUATION and to < len(source):
                continue
            start = at if start < 0 else start
            end = to if kind != CONTINUATION else at + 1
            _open_or_close(source, kind, at, brackets)
    if start >= 0:
        lines.logical.append(LogicalLine(Span(start, end), indent or ""))
    return behind


def _open_or_close(source: str, kind: int, at: int, brackets: list[str]) -> None:
    """Keep the stack of open brackets: "call" for a parenthesis behind a name."""
    if kind == OPENING:
        name_end = at
        while source[name_end - 1 : name_end] in (" ", "\t"):
            name_end -= 1
        is_call = source[at] == "(" and source[name_end - 1 : name_end].isidentifier()
        brackets.append("call" if is_call else source[at])
    elif kind == CLOSING:
        _close(brackets, source[at])


def pieces(source: str, position: int, hopeless: set[str] | None = None) -> Iterator[tuple[int, int, int]]:
    """Yield kind, start and end of all pieces of the text but blanks; `hopeless` as in `_triple_end`."""
    hopeless = set() if hopeless is None else hopeless
    while True:
        for piece in _PIECE.finditer(source, position):
            kind = piece.lastindex
            if kind is None:
                continue
            if kind == TRIPLE:
                position = _triple_end(source, piece.end(), piece.group(), hopeless)
                yield kind, piece.start(), position
                break
            yield kind, piece.start(), piece.end()
        else:
            return


def _triple_end(source: str, start: int, quote: str, hopeless: set[str]) -> int:
    """Return where a triple-quoted string ends whose text begins at `start`.

    An unclosed one ends before the next line that starts a statement. No later string with the same quotes is
    searched for its end again (they are `hopeless`): it ends with its line.
    """
    if quote not in hopeless:
        rest = _REST_OF_TRIPLE[quote].match(source, start)
        if rest and rest.group(1):
            return rest.end()
        hopeless.add(quote)
        statement = _START_BEHIND_LINE_END.search(source, start)
        end = statement.start() if statement else len(source)
        return start + len(source[start:end].rstrip())
    rest = _REST_OF_LINE.match(source, start)
    return rest.end() if rest else start


def _starts_statement(source: str, at: int, indent: str, bracket: str, before: str) -> bool:
    """Tell whether the line at `at`, inside `bracket`, is the first of another statement.

    `indent` is that of the statement so far, `before` its last character: in a call, `name=` behind a comma
    or the parenthesis is an argument.
    """
    line = _START.match(source, at)
    if line is None or len(line["indent"].expandtabs()) > len(indent.expandtabs()):
        return False
    return not (line["argument"] and bracket == "call" and before in "(,")


def _close(brackets: list[str], closer: str) -> None:
    """Close the innermost bracket that `closer` closes, and the few unclosed ones inside it."""
    for depth in range(len(brackets) - 1, max(len(brackets) - _MOST_UNCLOSED, 0) - 1, -1):
        if CLOSERS[brackets[depth]] == closer:
            del brackets[depth:]
            return
