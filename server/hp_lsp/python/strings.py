"""Where the strings of a Python file stand. Knows quotes and comments only, so that any text will do."""

from __future__ import annotations

import re

from hp_lsp.text.span import Span

_STRING = re.compile(
    r"""\#[^\r\n]*
      | (?P<string> \"\"\"[^"\\]*(?:(?:\\[\s\S]|"(?!""))[^"\\]*)*\"\"\"
                  | '''[^'\\]*(?:(?:\\[\s\S]|'(?!''))[^'\\]*)*'''
                  | "[^"\\\r\n]*(?:\\[\s\S][^"\\\r\n]*)*"
                  | '[^'\\\r\n]*(?:\\[\s\S][^'\\\r\n]*)*')
      | (?:\"\"\"|\'\'\')[\s\S]* | ["'][^\r\n]*""",
    re.VERBOSE,
)


def string_spans(source: str) -> tuple[Span, ...]:
    """Return the ranges of the string literals of a Python text, quotes included, in order."""
    return tuple(Span(*match.span()) for match in _STRING.finditer(source) if match["string"])
