"""A file or a binding for Gin that is being typed on a command line. Knows the line before the cursor alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hp_lsp.dialects.base import Document
from hp_lsp.dialects.command_lines.quoting import Argument, Part
from hp_lsp.dialects.gin.code.commands import BINDING_FLAG, FILE_FLAG, Overrides
from hp_lsp.dialects.gin.embedded.configs import Embedded, of_command
from hp_lsp.text.lines import Text
from hp_lsp.text.mapping import Run
from hp_lsp.text.span import Span

_GAP = r"(?:[ \t]|\\\r?\n)+"
_WORDS = rf"""{_GAP}(?:(?!-)(?:[^\s'"]|'[^'\n]*'|"[^"\n]*")+{_GAP})*"""
_BEGUN = re.compile(
    rf"""(?<![\w-])(?:(?:{BINDING_FLAG}|(?P<file>{FILE_FLAG}))(?:=|{_WORDS})|--gin\.)
    (?!-)(?P<bare>[^\s'"]*)(?:'(?P<single>[^'\n]*)|"(?P<double>[^"\n]*))?\Z""",
    re.VERBOSE,
)
_QUOTES = {"bare": "", "single": "'", "double": '"'}
_LONGEST = 1_000


def unfinished_command(document: Document, offset: int) -> Iterator[Embedded]:
    """Yield the config that is begun at an offset of a script, as if it ended there; at most one."""
    source = document.text.source[:offset]
    begun = _BEGUN.search(source, max(0, offset - _LONGEST))
    if begun is None:
        return
    runs: list[Run] = []
    parts: list[Part] = []
    text = ""
    for kind, quotes in _QUOTES.items():
        if begun[kind] or (begun[kind] is not None and (quotes or begun.end(kind) == offset)):
            runs.append(Run(Span(len(text), len(text) + len(begun[kind])), Span(*begun.span(kind))))
            parts.append(Part(runs[-1].outer, quotes))
            text += begun[kind]
    argument = Argument(text, Span(runs[0].outer.start, offset), tuple(runs), tuple(parts), whole=True)
    files, bindings = ((argument,), ()) if begun["file"] else ((), (argument,))
    yield from of_command(Document(document.path, Text(source), None), Overrides("", files, bindings))
