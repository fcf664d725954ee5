"""The words of one line of Gin or Hyperion: names, numbers, strings, signs, comments. Knows no grammar.

For what is about how a text looks; what it says is told by its tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple, cast

from hp_lsp.dialects.gin.syntax.lines import PATH

WordKind = Literal["comment", "string", "name", "number", "operator", "mark"]

_WORD = re.compile(
    rf"""(?P<comment>\#[^\r\n]*)
      | (?P<string>[rRuUbBfFtT]{{0,2}}(?:
              \"\"\"[^"\\]*(?:(?:\\[\s\S]|"(?!""))[^"\\]*)*(?:\"\"\")?
            | '''[^'\\]*(?:(?:\\[\s\S]|'(?!''))[^'\\]*)*(?:''')?
            | "[^"\\\r\n]*(?:\\(?:\r\n|[\s\S])[^"\\\r\n]*)*"?
            | '[^'\\\r\n]*(?:\\(?:\r\n|[\s\S])[^'\\\r\n]*)*'?))
      | (?P<name>{PATH})
      | (?P<number>\.?[0-9](?:[\w.]|(?<=[eE])[-+])*)
      | (?P<operator>\*\*|//|<<|>>|<>|[<>=!]=|[-+*/%@&|^~<>=])
      | (?P<mark>[^\s\\])""",
    re.VERBOSE,
)


class Word(NamedTuple):
    """A word and its range; a "mark" is a bracket, comma, colon, dot or something that is no Gin."""

    kind: WordKind
    text: str
    start: int
    end: int


def words_in(source: str, start: int, end: int) -> Iterator[Word]:
    """Yield the words of a part of a text, in order."""
    for match in _WORD.finditer(source, start, end):
        yield Word(cast("WordKind", match.lastgroup), match[0], match.start(), match.end())
