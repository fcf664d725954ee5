"""The removal of a line that has no effect."""

from __future__ import annotations

from hp_lsp.dialects.base import Document, Fix
from hp_lsp.dialects.gin.tree import Statement, Tree
from hp_lsp.text.edits import Edit
from hp_lsp.text.span import Span


def removal(document: Document, statement: Statement, title: str) -> tuple[Fix, ...]:
    """Return the removal of a statement with its line; nothing where it is the only one of a block."""
    tree: Tree = document.tree
    if statement.span in tree.alone:
        return ()
    text = document.text
    first, last = text.position(statement.span.start).line, text.position(statement.span.end).line
    whole = Span(text.line_span(first).start, text.line_span(last + 1).start)
    return (Fix(title, ((document.path, Edit(whole, "")),)),)
