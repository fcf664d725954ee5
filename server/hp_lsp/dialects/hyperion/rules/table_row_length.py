"""Reports a table row that has more or fewer values than the table has columns.

## What it does
Points at the row. Where a comma may have been forgotten before a signed number, it says so: `3 -4` is one
value.

## Why it matters
Hyperion refuses the whole file, and does not say which row it means.

## Example that fails
```hyperion
table (Transformer.d_model, Transformer.n_heads):
    512, 8
    1024
```

## Example that passes
```hyperion
table (Transformer.d_model, Transformer.n_heads):
    512, 8
    1024, 16
```
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Fix, Problem, Rule, Severity, View
from hp_lsp.dialects.gin.tree import Binary, Row, Statement, TableHeader
from hp_lsp.dialects.hyperion.build import ragged_rows
from hp_lsp.text.edits import Edit
from hp_lsp.text.span import Span


def check(_view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each row of the wrong length."""
    return wrong_rows(document)


def wrong_rows(document: Document) -> Iterator[Problem]:
    """Yield a problem for each row of the wrong length; no view of the project is needed."""
    for table, row in ragged_rows(document.tree):
        yield _problem(document, table, row)


def _problem(document: Document, table: Statement, row: Statement) -> Problem:
    assert isinstance(table.node, TableHeader)  # noqa: S101 - `ragged_rows` yields nothing else
    assert isinstance(row.node, Row)  # noqa: S101
    columns, cells = len(table.node.columns), len(row.node.cells)
    message = f"The row has {_counted(cells, 'value')} for {_counted(columns, 'column')}"
    signs = [cell for cell in row.node.cells if isinstance(cell, Binary) and _looks_signed(cell)]
    if not signs or cells + len(signs) != columns:
        return RULE.problem(row.span, f"{message}.")
    edits = tuple(
        (document.path, Edit(row.at(Span(sign.left.span.end, sign.left.span.end)), ",")) for sign in signs
    )
    sign = signs[0]
    meant = document.text.slice(row.at(Span(sign.operator_span.start, sign.right.span.end)))
    hint = f"; did you mean a comma before `{meant}`?"
    return RULE.problem(row.span, message + hint, fixes=(Fix("Insert the comma", edits),))


def _looks_signed(cell: Binary) -> bool:
    """Tell whether the operator stands at its right operand alone, like a sign: `3 -4`."""
    return (
        cell.operator in "+-"
        and cell.left.span.end < cell.operator_span.start
        and cell.operator_span.end == cell.right.span.start
    )


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


RULE = Rule("HYP202", "table-row-length", Severity.ERROR, __doc__ or "", check)
