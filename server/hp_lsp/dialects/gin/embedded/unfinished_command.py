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

_BEGUN = re.compile(
    rf"""(?<![\w-])(?:{BINDING_FLAG}(?:=|[ \t]+)|(?P<file>{FILE_FLAG})(?:=|[ \t]+)|--gin\.)
    (?:'(?P<single>[^'\n]*)|"(?P<double>[^"\n]*)|(?P<bare>[^\s'"]*))\Z""",
    re.VERBOSE,
)
_QUOTES = {"single": "'", "double": '"', "bare": ""}
_LONGEST = 1_000


def unfinished_command(document: Document, offset: int) -> Iterator[Embedded]:
    """Yield the config that is begun at an offset of a script, as if it ended there; at most one."""
    source = document.text.source[:offset]
    begun = _BEGUN.search(source, max(0, offset - _LONGEST))
    if begun is None:
        return
    kind = begun.lastgroup or "bare"
    span = Span(*begun.span(kind))
    run = Run(Span(0, span.end - span.start), span)
    argument = Argument(begun[kind], span, (run,), (Part(span, _QUOTES[kind]),), whole=True)
    files, bindings = ((argument,), ()) if begun["file"] else ((), (argument,))
    yield from of_command(Document(document.path, Text(source), None), Overrides("", files, bindings))
