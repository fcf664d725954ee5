"""The shape of a value: its tokens, one character for each, and whether they make a value of Gin.

Knows brackets, commas and what stands between them; whether a single token can be read is for the grammar to say.
Much faster than the grammar, to try many changes of a line.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from hp_lsp.dialects.gin.syntax.lines import PATH

_TOKEN = re.compile(
    rf"""(?P<blank>(?:[ \t\f\r\n]+|\\(?:\r\n|\n|\r)|\#[^\r\n]*)+)
      | (?P<s>[rRuUbB]{{0,2}}(?:
              \"\"\"[^"\\]*(?:(?:\\[\s\S]|"(?!""))[^"\\]*)*\"\"\" | "[^"\\\r\n]*(?:\\[\s\S][^"\\\r\n]*)*"
            | '''[^'\\]*(?:(?:\\[\s\S]|'(?!''))[^'\\]*)*''' | '[^'\\\r\n]*(?:\\[\s\S][^'\\\r\n]*)*'))
      | (?P<r>@{PATH})
      | (?P<v>%{PATH}|(?:True|False|None)(?![\w.]))
      | (?P<n>\.?[0-9](?:[\w.]|(?<=[eE])[-+])*)
      | (?P<w>[\w.]+)
      | (?P<own>[\s\S])""",
    re.VERBOSE,
)
_ATOMS = (
    (re.compile(r"s+|-?n|-?r\(\)|-?[rv]"), "v"),
    (re.compile(r"\[(?:v(?:,v)*,?)?\]|\((?:v(?:,v)*,?)?\)|\{(?:v:v(?:,v:v)*,?)?\}"), "v"),
)


class Token(NamedTuple):
    """A token: its kind and where it stands.

    A kind is the character itself, or `s` string, `r` reference, `v` macro or keyword, `n` number, `w` other word.
    """

    kind: str
    start: int
    end: int


def tokens_of(text: str, start: int) -> list[Token]:
    """Return the tokens of a text from an offset on; blanks and comments are none."""
    return [
        Token(match[0] if match.lastgroup == "own" else str(match.lastgroup), *match.span())
        for match in _TOKEN.finditer(text, start)
        if match.lastgroup != "blank"
    ]


def is_value(kinds: str) -> bool:
    """Tell whether tokens of these kinds make one value."""
    (atom, single), (container, whole) = _ATOMS
    kinds = atom.sub(single, kinds)
    while len(kinds) > 1:
        kinds, count = container.subn(whole, kinds)
        if not count:
            return False
    return kinds == "v"
