"""The includes that bring a macro which a config uses and nothing that it is read with defines."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import islice

from hp_lsp.dialects.base import Document, View
from hp_lsp.dialects.gin.names.resolve import resolve
from hp_lsp.dialects.gin.names.symbols import macro_symbol
from hp_lsp.dialects.gin.runs.includes import closure, include_folders, include_path, read_together
from hp_lsp.dialects.refactorings import Refactoring
from hp_lsp.text.edits import Edit
from hp_lsp.text.span import Span

MOST = 2


def included(view: View, document: Document, within: Span) -> Iterator[Refactoring]:
    """Yield the includes for the macro that is used in a range, where it is defined elsewhere only."""
    for statement, macro in resolve(view, document).macros():
        if not macro.defines and not macro.constants and statement.at(macro.span).touches(within.start):
            together = read_together(view, document.path).paths
            if not any(path in together for path in view.defining(macro_symbol(macro.key))):
                yield from includes_that_define(view, document, macro.key)


def includes_that_define(view: View, document: Document, key: str) -> Iterator[Refactoring]:
    """Yield the includes of configs of the workspace that define a macro, behind what the file includes already."""
    suffixes = (".gin", os.path.splitext(document.path)[1])
    folders = include_folders(view, document.path)
    defining = (path for path in view.defining(macro_symbol(key)) if path.endswith(suffixes))
    for path in islice(defining, MOST if document.host is None else 0):
        written = include_path(folders, path)
        if written is not None and document.path not in closure(view, path).paths:
            edit = _line_behind_includes(document, f"include {written!r}\n")
            yield Refactoring(f"Add `include {written!r}`, which defines `%{key}`", (edit,))


def _line_behind_includes(document: Document, line: str) -> Edit:
    text = document.text
    above = [statement.span.end for statement in document.tree.reading]
    at = text.line_span(text.position(above[-1]).line + 1).start if above else 0
    is_line = not at or text.source[at - 1] in "\r\n"
    return Edit(Span(at, at), line if is_line else f"\n{line}")
