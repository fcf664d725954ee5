"""How a Gin or Hyperion file may be written instead: one module for each change that is offered."""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, View
from hp_lsp.dialects.refactorings import Refactoring
from hp_lsp.text.span import Span


def refactorings(
    view: View, document: Document, within: Span, *, has_with: bool = False
) -> Iterator[Refactoring]:
    """Yield what may be changed of the lines that touch a range; others may have syntax errors.

    `has_with`: the language has blocks that put names before others.
    """
    from hp_lsp.dialects.gin.refactoring.blocks import gathered, spread
    from hp_lsp.dialects.gin.refactoring.including import included
    from hp_lsp.dialects.gin.refactoring.required import filled_in

    yield from gathered(document, within, has_with=has_with)
    yield from spread(document, within)
    yield from filled_in(view, document, within)
    yield from included(view, document, within)
