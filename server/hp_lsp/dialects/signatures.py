"""What every dialect tells of a call that is being written, and how far it has been written.

Knows brackets, strings and comments, which are the same in configs and in Python.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from hp_lsp.text.span import Span

_TOKEN = re.compile(
    r"""\#[^\r\n]*
      | \"\"\"(?:[^\\]|\\[\s\S])*?(?:\"\"\"|\Z) | '''(?:[^\\]|\\[\s\S])*?(?:'''|\Z)
      | "(?:[^"\\\r\n]|\\[\s\S])*"? | '(?:[^'\\\r\n]|\\[\s\S])*'?
      | (?P<comma>,) | (?P<down>[(\[{]) | (?P<up>[)\]}])""",
    re.VERBOSE,
)
_NAMED = re.compile(r"\s*(?P<name>[^\W\d]\w*)?\s*(?P<equal>=(?!=))?")


class SignatureParameter(NamedTuple):
    """A parameter of a call: how it is listed, its name, and Markdown about it."""

    label: str
    name: str
    documentation: str = ""


class Signature(NamedTuple):
    """What a call may be given. `active` is the place of the parameter that is being written, None where that is none.

    `documentation` is Markdown. `is_open`: it takes others as well.
    """

    name: str
    parameters: tuple[SignatureParameter, ...]
    active: int | None
    documentation: str = ""
    is_open: bool = False


def open_arguments(source: str, start: int, end: int) -> tuple[str, ...] | None:
    """Return the arguments of a call, up to `end`, whose parenthesis opens before `start`, the last one unfinished.

    None where the call has ended.
    """
    depth = 0
    found: list[str] = []
    begin = start
    for token in _TOKEN.finditer(source, start, end):
        depth += (token.lastgroup == "down") - (token.lastgroup == "up")
        if depth < 0:
            return None
        if token.lastgroup == "comma" and depth == 0:
            found.append(source[begin : token.start()])
            begin = token.end()
    return (*found, source[begin:end])


def named(argument: str) -> tuple[str, bool]:
    """Return the name that an argument begins with, if any, and whether a value follows behind an equals sign."""
    match = _NAMED.match(argument)
    return ((match["name"] or "") if match else "", bool(match and match["equal"]))


def active_by_name(names: Sequence[str], arguments: Sequence[str]) -> int | None:
    """Return the place in `names` of what the last of the arguments, all of them named, is for."""
    written, has_value = named(arguments[-1])
    if has_value:
        return names.index(written) if written in names else None
    given = {named(one)[0] for one in arguments[:-1]}
    left = (place for place, name in enumerate(names) if name not in given and name.startswith(written))
    return next(left, None)


def label_of(signature: Signature) -> tuple[str, tuple[Span, ...]]:
    """Return a signature as text, and where each parameter stands in it."""
    text = f"{signature.name}("
    spans: list[Span] = []
    for parameter in signature.parameters:
        text += ", " if spans else ""
        spans.append(Span(len(text), len(text) + len(parameter.label)))
        text += parameter.label
    if signature.is_open:
        text += ", ..." if spans else "..."
    return f"{text})", tuple(spans)
