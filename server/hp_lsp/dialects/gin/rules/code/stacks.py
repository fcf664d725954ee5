"""Changes to stacks of decorators. Knows ranges in a text."""

from __future__ import annotations

from hp_lsp.dialects.base import Document, Fix
from hp_lsp.text.edits import Edit
from hp_lsp.text.span import Span


def exchange(document: Document, upper: Span, lower: Span) -> tuple[Fix, ...]:
    """Return the safe fix that exchanges two decorators, given the ranges of their expressions."""
    above, below = document.text.source[slice(*upper)], document.text.source[slice(*lower)]
    edits = ((document.path, Edit(upper, below)), (document.path, Edit(lower, above)))
    return (Fix("Exchange the decorators", edits, safe=True),)
