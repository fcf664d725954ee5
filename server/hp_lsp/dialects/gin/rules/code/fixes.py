"""Changes to Python that several rules propose. Knows ranges in a text."""

from __future__ import annotations

from hp_lsp.dialects.base import Document, Fix
from hp_lsp.text.edits import Edit
from hp_lsp.text.span import Span


def exchange(document: Document, upper: Span, lower: Span) -> tuple[Fix, ...]:
    """Return the safe fix that exchanges two decorators, given the ranges of their expressions."""
    above, below = document.text.source[slice(*upper)], document.text.source[slice(*lower)]
    edits = ((document.path, Edit(upper, below)), (document.path, Edit(lower, above)))
    return (Fix("Exchange the decorators", edits, safe=True),)


def change_string(document: Document, literal: Span, text: str) -> Fix:
    """Return the fix that puts other text into a string literal, which is not safe."""
    quote = document.text.source[literal.end - 1]
    return Fix(f"Change to `{text}`", ((document.path, Edit(literal, f"{quote}{text}{quote}")),))
