"""The text of a word that is given to a flag for bindings: whether Gin gets it, and its bindings. Knows no flag."""

from __future__ import annotations

import re

from hp_lsp.dialects.command_lines.quoting import Argument

UNTOLD = "%_"
"""The value of a binding that is computed."""

_BINDS = re.compile(r"[^=]*=")
_NO_BEGINNING = re.compile(r"\s*[^\w%@\s]")
"""How a list begins, or a text in quotes, which the program or another shell takes apart."""
_NO_BINDING = re.compile(r"[\w-]+(?:\.\.\.)?[\])]*\Z|.*\s--[A-Za-z]", re.DOTALL)
"""What Gin never gets: a word that stands for a binding in a usage, or several flags in one text."""
_SEPARATOR = re.compile(
    r"""'(?:[^'\\]|\\.)*(?:'|\\?\Z) | "(?:[^"\\]|\\.)*(?:"|\\?\Z) | [(\[{] | [)\]}]
    | (?P<end>[,;][ \t]*(?=[^\W\d][\w./]*[ \t]*=))""",
    re.VERBOSE | re.DOTALL,
)
"""What stands between bindings that a program takes as one text, and what holds no such thing."""


def text_of(binding: Argument) -> tuple[str, int]:
    """Return the text of a binding and how much of it is as written; nothing of one whose left side is computed.

    A value that is computed stands as `UNTOLD`. Several bindings stand in lines of their own.
    """
    if binding.whole:
        return _in_lines(binding.text), len(binding.text)
    left = _BINDS.match(binding.text)
    return (left[0] + UNTOLD, left.end()) if left else ("", 0)


def _in_lines(text: str) -> str:
    """Return a text of the same length with the ends of lines between its bindings."""
    lines: list[str] = []
    depth = end = 0
    for token in _SEPARATOR.finditer(text):
        depth += _nesting(token)
        if token["end"] and not depth:
            lines += (text[end : token.start()].ljust(token.end() - end - 1), "\n")
            end = token.end()
    return "".join((*lines, text[end:]))


def nesting(text: str) -> int:
    """Return by how many brackets a text is open at its end, closed ones counted against them."""
    return sum(_nesting(token) for token in _SEPARATOR.finditer(text))


def _nesting(token: re.Match[str]) -> int:
    return (token[0] in "([{") - (token[0] in ")]}")


def is_given(argument: Argument) -> bool:
    """Tell whether Gin gets as it stands what follows a flag for bindings."""
    is_none = argument.whole and _NO_BINDING.match(argument.text) is not None
    return not is_none and _NO_BEGINNING.match(argument.text) is None
