"""String literals inside calls and decorators of Python, found by what they say. Knows ranges of one file."""

from __future__ import annotations

import ast

from hp_lsp.dialects.base import View
from hp_lsp.python.modules import Missing
from hp_lsp.python.source import Source
from hp_lsp.text.span import Location, Span


def literals_in(view: View, within: Location, text: str) -> tuple[Location, ...]:
    """Return the ranges, without quotes, of the literals in a part of a file that say `text` as it is written."""
    document, module = view.document(within.path), view.modules.at(within.path)
    if document is None or isinstance(module, Missing):
        return ()
    source = Source(document.text.source, module.name, within.path)
    found = []
    for node in ast.walk(source.tree) if source.tree else ():
        if isinstance(node, ast.Constant) and node.value == text and isinstance(node.value, str):
            span = source.span(node)
            if within.span.holds(span) and source.text[span.start : span.end] in (f'"{text}"', f"'{text}'"):
                found.append(Location(within.path, Span(span.start + 1, span.end - 1)))
    return tuple(found)


def literal_in(view: View, within: Location, text: str) -> Location | None:
    """Return the range of the one literal that says `text`; None where there is none, or several."""
    found = literals_in(view, within, text)
    return found[0] if len(found) == 1 else None
