"""A string that is being typed in a call of Gin's, in Python that cannot be parsed yet.

Knows the text before the cursor, and recognises the call by the name of Gin's function alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from hp_lsp.dialects.base import Document, View
from hp_lsp.dialects.gin.code.facts import Key, Load
from hp_lsp.dialects.gin.code.loads import KEYED
from hp_lsp.dialects.gin.code.registry import Registry
from hp_lsp.dialects.gin.embedded.configs import Embedded, of_key, of_load
from hp_lsp.python.literals import read_literal
from hp_lsp.text.lines import Text
from hp_lsp.text.span import Span

_LONGEST = 4_000
"""How far before the cursor a call is looked for."""

_READING = ("parse_config_files_and_bindings", "parse_config_file", "parse_config")
_CALL = re.compile(rf"\b({'|'.join((*KEYED, *_READING))})\s*\(")
_TOKEN = re.compile(
    r"""(?P<comment>\#[^\n]*)
      | (?P<closed>[rRuU]?(?:\"\"\"(?:[^\\]|\\[\s\S])*?\"\"\"|'''(?:[^\\]|\\[\s\S])*?'''
                            |"(?!"")(?:[^"\\\n]|\\[\s\S])*"|'(?!'')(?:[^'\\\n]|\\[\s\S])*'))
      | (?P<open>(?<!\w)[rRuU]?(?:\"\"\"|'''|"|'))
      | (?P<comma>,) | (?P<down>[(\[{]) | (?P<up>[)\]}])""",
    re.VERBOSE,
)


class _Opening(NamedTuple):
    """Where a string opens, its quotes, and its place among the arguments of a call."""

    start: int
    quotes: str
    argument: int


def unfinished(view: View, document: Document, offset: int) -> Iterator[Embedded]:
    """Yield the config in the string that is open at an offset of a Python file; at most one."""
    registry: Registry = view.index("gin")
    if document.path not in registry.facts:
        return
    source = document.text.source[:offset]
    for call in reversed(list(_CALL.finditer(source, max(0, offset - _LONGEST)))):
        opening = _open_string(source, call.end())
        if opening is not None:
            found = _config(document, call[1], opening, offset)
            if found is not None:
                yield found
            return


def _config(document: Document, function: str, opening: _Opening, offset: int) -> Embedded | None:
    """Return the config in a string as if it ended at the cursor."""
    source = document.text.source[:offset] + opening.quotes
    span = Span(opening.start, len(source))
    literal = read_literal(source, span)
    if literal is None:
        return None
    closed = Document(document.path, Text(source), None)
    path = f"{document.path}::cursor at {offset}"
    given = ((literal.text, span),)
    if function in KEYED:
        key = Key(KEYED[function][0], literal.text, span, span)
        return None if opening.argument else of_key(closed, path, key)
    is_path = function != "parse_config" and not opening.argument
    load = Load(given if is_path else (), True, () if is_path else given, True, False, False, span)
    return of_load(closed, path, load)


def _open_string(source: str, start: int) -> _Opening | None:
    """Return the opening of the string that is open at the end of a text; None where none is, or the call has ended."""
    depth, argument = 0, 0
    for token in _TOKEN.finditer(source, start):
        kind = token.lastgroup
        if kind == "open":
            return _Opening(token.start(), token[0].lstrip("rRuU"), argument)
        depth += (kind == "down") - (kind == "up")
        if depth < 0:
            return None
        argument += kind == "comma" and depth == 0
    return None
