"""Minus and plus signs that read like the sign of a number, though they are operators: `3 -4` is one value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hp_lsp.dialects.base import Document, Fix
from hp_lsp.dialects.gin.tree import Binary, Statement, Value
from hp_lsp.text.edits import Edit
from hp_lsp.text.span import Span


def signs(value: Value) -> Iterator[Binary]:
    """Yield the operators of a value that stand at their right operand alone, the last first."""
    while isinstance(value, Binary) and _looks_signed(value):
        yield value
        value = value.left


def _looks_signed(value: Binary) -> bool:
    return (
        value.operator in "+-"
        and value.left.span.end < value.operator_span.start
        and value.operator_span.end == value.right.span.start
    )


def signed_text(document: Document, statement: Statement, sign: Binary) -> str:
    """Return the sign and its operand as written, such as `-4`."""
    return document.text.slice(statement.at(Span(sign.operator_span.start, sign.right.span.end)))


def commas(document: Document, statement: Statement, before: Iterable[Binary]) -> Fix:
    """Return the fix that puts a comma before each of these signs."""
    ends = (statement.at(sign.left.span).end for sign in before)
    return Fix("Insert the comma", tuple((document.path, Edit(Span(end, end), ",")) for end in ends))
