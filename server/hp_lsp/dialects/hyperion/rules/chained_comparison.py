"""Reports comparisons in a chain, which Hyperion does not chain.

## What it does
Points at `a < b < c`. Nothing is said where the last operand is `True` or `False`, or where parentheses tell what is
meant.

## Why it matters
In Python, `3 > 2 > 1` is `3 > 2 and 2 > 1`. In Hyperion it is `(3 > 2) > 1`: it compares `True` with 1, and is `False`.

## Example that fails
```hyperion
Trainer.is_small = 0 < %steps < 100
```

## Example that passes
```hyperion
Trainer.is_small = 0 < %steps and %steps < 100
```
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Fix, Problem, Rule, Severity, View
from hp_lsp.dialects.gin.tree import Binary, Constant, Statement, Value, values_within
from hp_lsp.dialects.hyperion.values.expressions import expressions
from hp_lsp.text.edits import Edit

_COMPARISONS = frozenset(("==", "!=", "<>", "<", ">", "<=", ">=", "in", "not in"))


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each chain."""
    for statement, value in expressions(view, document):
        chained: set[int] = set()
        for inner in values_within(value):
            if isinstance(inner, Binary) and id(inner) not in chained:
                chain = list(_chain(inner))
                chained.update(map(id, chain))
                if len(chain) > 1 and not _is_truth(chain[-1].right):
                    yield _problem(document, statement, chain)


def _chain(comparison: Binary) -> list[Binary]:
    """Return the comparisons of a chain in the order of the text; none where there is no comparison."""
    found: list[Binary] = []
    current: Value = comparison
    while isinstance(current, Binary) and current.operator in _COMPARISONS:
        found.append(current)
        current = current.left
    return found[::-1]


def _is_truth(value: Value) -> bool:
    return isinstance(value, Constant) and isinstance(value.value, bool)


def _problem(document: Document, statement: Statement, chain: list[Binary]) -> Problem:
    operands = [chain[0].left, *(one.right for one in chain)]
    texts = [document.text.slice(statement.at(operand.span)) for operand in operands]
    pairs = (
        f"{left} {one.operator} {right}" for left, one, right in zip(texts, chain, texts[1:], strict=False)
    )
    meant = f"({' and '.join(pairs)})"
    message = f"Comparisons do not chain: this compares `True` or `False` with `{texts[-1]}`; did you mean `{meant}`?"
    span = statement.at(chain[-1].span)
    fix = Fix(f"Change to `{meant}`", ((document.path, Edit(span, meant)),))
    return RULE.problem(span, message, fixes=(fix,))


RULE = Rule("HYP306", "chained-comparison", Severity.WARNING, __doc__ or "", check)
