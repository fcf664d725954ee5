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

from hp_lsp.dialects.base import Document, Problem, Rule, Severity, View
from hp_lsp.dialects.gin.tree import Row, Sequence, Statement, TableHeader
from hp_lsp.dialects.hyperion.algebra.build import ragged_rows
from hp_lsp.dialects.hyperion.rules.signs import commas, signed_text, signs


def check(_view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each row of the wrong length."""
    return wrong_rows(document)


def wrong_rows(document: Document) -> Iterator[Problem]:
    """Yield a problem for each row of the wrong length; no view of the project is needed."""
    for table, row in ragged_rows(document.tree):
        yield _problem(document, table, row)


def _problem(document: Document, table: Statement, row: Statement) -> Problem:
    assert isinstance(table.node, TableHeader)  # noqa: S101 - `ragged_rows` yields nothing else
    assert isinstance(row.node, Row)  # noqa: S101 - as above
    columns, cells = len(table.node.columns), len(row.node.cells)
    message = f"The row has {_counted(cells, 'value')} for {_counted(columns, 'column')}"
    if cells == 1 and isinstance(row.node.cells[0], Sequence) and len(row.node.cells[0].items) == columns:
        return RULE.problem(row.span, f"{message}: its brackets make one value of them.")
    missing = [sign for cell in row.node.cells for sign in signs(cell)]
    if not missing or cells + len(missing) != columns:
        return RULE.problem(row.span, f"{message}.")
    hint = f"; did you mean a comma before `{signed_text(document, row, missing[0])}`?"
    return RULE.problem(row.span, message + hint, fixes=(commas(document, row, missing),))


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


RULE = Rule("HYP202", "table-row-length", Severity.ERROR, __doc__ or "", check)
