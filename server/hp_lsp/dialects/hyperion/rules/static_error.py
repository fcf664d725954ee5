"""Reports an expression that has no value, whatever the program does.

## What it does
Computes the expressions whose operands stand in the file and points at the operator that fails: a division by
zero, types that the operator does not work on, a result that is too large, or one that has no literal, such
as the complex `(-8) ** 0.5`. Expressions with macros and references are left to the running program.

## Why it matters
Hyperion computes such expressions while it reads the file: it stops with a Python traceback that names no
line, or, for `9 ** 9 ** 9`, never stops. Both sides of `and` and `or` are always computed.

## Example that fails
```hyperion
Trainer.learning_rate = 1 / 0
```

## Example that passes
```hyperion
Trainer.learning_rate = 1 / 10
```
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Problem, Rule, Severity, View
from hp_lsp.dialects.gin.tree import Binary, Group, Unary, Value
from hp_lsp.dialects.hyperion.values.evaluate import Obstacle, evaluate
from hp_lsp.dialects.hyperion.values.expressions import expressions


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each operator that fails."""
    for statement, value in expressions(view, document):
        for obstacle in evaluate(value, {}).obstacles:
            if obstacle.kind not in ("unknown", "length"):
                severity = _severity(obstacle, value)
                yield RULE.problem(statement.at(obstacle.span), obstacle.message, severity)


def _severity(obstacle: Obstacle, value: Value) -> Severity:
    """Return how certain a failure is: another operator may make a large result small, Python may have the memory."""
    if obstacle.kind == "huge":
        return Severity.WARNING
    while isinstance(value, Group):
        value = value.value
    is_whole = isinstance(value, Unary | Binary) and value.operator_span == obstacle.span
    return Severity.WARNING if obstacle.kind == "size" and not is_whole else Severity.ERROR


RULE = Rule("HYP201", "static-error", Severity.ERROR, __doc__ or "", check)
