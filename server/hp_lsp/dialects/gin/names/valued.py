"""What the value under the cursor is for. Knows one config."""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Occurrence, Symbol, View
from hp_lsp.dialects.gin.names.mentions import Mentions
from hp_lsp.dialects.gin.names.resolve import resolve
from hp_lsp.dialects.gin.names.symbols import macro_symbol, parameter_symbol
from hp_lsp.dialects.gin.tree import Value


def valued(view: View, document: Document, offset: int) -> Occurrence | None:
    """Return the parameter or macro whose value stands at `offset`, with the range of the value; the innermost one."""
    for statement, found in resolve(view, document).parts:
        if statement.span.touches(offset):
            within = [
                Occurrence(statement.at(value.span), "binding", symbols) for value, symbols in _values(found)
            ]
            around = [one for one in within if one.span.touches(offset)]
            return min(around, key=lambda one: one.span.end - one.span.start, default=None)
    return None


def _values(found: Mentions) -> Iterator[tuple[Value, tuple[Symbol, ...]]]:
    for bound in found.bounds:
        if bound.value is not None:
            keys = (one.key for one in bound.meaning.configurables)
            yield bound.value, tuple(parameter_symbol(key, bound.parameter) for key in keys)
    for macro in found.macros:
        if macro.value is not None:
            yield macro.value, (macro_symbol(macro.key),)
