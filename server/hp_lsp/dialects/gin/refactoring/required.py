"""The parameters that a configurable must be given and that a config does not bind, as lines to be filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hp_lsp.dialects.base import Document, View
from hp_lsp.dialects.gin.code.registry import Registry
from hp_lsp.dialects.gin.effective.applied import effective
from hp_lsp.dialects.gin.names.mentions import Named
from hp_lsp.dialects.gin.names.resolve import resolve
from hp_lsp.dialects.gin.outline import end_of
from hp_lsp.dialects.refactorings import Refactoring
from hp_lsp.text.edits import Edit
from hp_lsp.text.span import Span

PLACEHOLDER = "%gin.REQUIRED"
"""What Gin itself refuses to run with, so that none is forgotten."""
MOST_NAMED = 3


def filled_in(view: View, document: Document, within: Span) -> Iterator[Refactoring]:
    """Yield, for the configurable named in a range, lines for its parameters that need a value and have none."""
    for statement, named in resolve(view, document).selectors():
        if not statement.at(named.span).touches(within.start) or len(named.meaning.configurables) != 1:
            continue
        registry: Registry = view.index("gin")
        bound = {slot.parameter for slot in effective(view, document.path).slots if slot.key == named.key}
        bound |= _half_written(document)
        left = [name for name in registry.needed(named.meaning.configurables[0]) if name not in bound]
        if left:
            lines = "".join(f"{_prefix(named)}.{name} = {PLACEHOLDER}\n" for name in left)
            title = f"Add the missing parameters of `{named.text}`: {_listed(left)}"
            yield Refactoring(title, (_below(document, statement.span.start, lines),))
        return


def _half_written(document: Document) -> set[str]:
    """Return the words of the lines with errors: what is being written need not be offered."""
    text = document.text
    lines = {text.position(error.span.start).line for error in document.tree.errors}
    return {word for line in lines for word in re.findall(r"\w+", text.line(line))}


def _prefix(named: Named) -> str:
    return f"{named.scope}/{named.text}" if named.scope else named.text


def _listed(names: list[str]) -> str:
    shown = ", ".join(f"`{name}`" for name in names[:MOST_NAMED])
    return shown if len(names) <= MOST_NAMED else f"{shown} and {len(names) - MOST_NAMED} more"


def _below(document: Document, offset: int, lines: str) -> Edit:
    """Return lines added below the outermost statement that holds an offset."""
    text = document.text
    top = next(one for one in reversed(document.tree.statements) if one.span.start <= offset)
    number = text.position(end_of(top)).line
    if number + 1 < len(text.line_starts):
        start = text.line_starts[number + 1]
        return Edit(Span(start, start), lines)
    return Edit(Span(len(text), len(text)), f"\n{lines}")
