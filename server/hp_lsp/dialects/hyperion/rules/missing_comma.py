"""Reports a comma that is likely missing before a signed number in a list or row.

## What it does
Points at two numbers in an axis, a row, a list or a tuple between which only a sign stands that touches the second
number: `3 -4`. A row that has too few values because of it is reported as `table-row-length`.

## Why it matters
The two numbers are one value, their difference, without a word.

## Example that fails
```hyperion
Trainer.shift: [-1 -0.5, 0]
```

## Example that passes
```hyperion
Trainer.shift: [-1, -0.5, 0]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Problem, Rule, Severity, View
from hp_lsp.dialects.gin.syntax.values import is_number
from hp_lsp.dialects.gin.tree import Axis, Binary, Row, Sequence, Statement, Value, values_within
from hp_lsp.dialects.hyperion.algebra.build import ragged_rows
from hp_lsp.dialects.hyperion.rules.signs import commas, signed_text, signs
from hp_lsp.dialects.hyperion.values.expressions import expressions


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each value that is likely several."""
    ragged = {row.span for _, row in ragged_rows(document.tree)}
    for statement, value in expressions(view, document):
        if statement.span not in ragged:
            for item in _items(statement, value):
                found = list(signs(item))
                if found and _are_numbers(found):
                    yield _problem(document, statement, found)


def _are_numbers(found: list[Binary]) -> bool:
    return is_number(found[-1].left) and all(is_number(sign.right) for sign in found)


def _problem(document: Document, statement: Statement, found: list[Binary]) -> Problem:
    first = signed_text(document, statement, found[-1])
    message = f"This is one value; did you mean a comma before `{first}`?"
    return RULE.problem(statement.at(found[0].span), message, fixes=(commas(document, statement, found),))


def _items(statement: Statement, value: Value) -> Iterator[Value]:
    """Yield a value and those inside it that stand between commas."""
    if isinstance(statement.node, Axis | Row):
        yield value
    for inner in values_within(value):
        if isinstance(inner, Sequence):
            yield from inner.items


RULE = Rule("HYP307", "missing-comma", Severity.WARNING, __doc__ or "", check)
