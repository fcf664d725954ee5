"""Points out a `with` in a `union`, whose statements are alternatives one by one.

## What it does
Points at a `with` block that gives a `union` several alternatives. Bindings in it are reported as `hoisted-binding`.

## Why it matters
`with` only puts a name before others: its statements belong to the block around it. In a `union` they are not
combined, though they read like one alternative.

## Example that fails
```hyperion
union:
    with Trainer:
        learning_rate: [0.1, 0.01]
        batch_size: [32, 64]
    Trainer.seed: [1]
```

## Example that passes
```hyperion
union:
    with Trainer:
        product:
            learning_rate: [0.1, 0.01]
            batch_size: [32, 64]
    Trainer.seed: [1]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Fix, Problem, Rule, Severity, View
from hp_lsp.dialects.gin.tree import Axis, Header, Statement, TableHeader, Tree
from hp_lsp.text.edits import Edit
from hp_lsp.text.span import Span

_INDENT = "    "


def check(_view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each `with` of several alternatives directly in a union."""
    tree: Tree = document.tree
    if tree.errors:
        return
    for union, _ in tree.walk():
        for inner in union.body if _is_block(union, "union") else ():
            count = _alternatives(inner) if _is_block(inner, "with") else 0
            if count > 1:
                yield _problem(document, inner, count)


def _is_block(statement: Statement, kind: str) -> bool:
    return isinstance(statement.node, Header) and statement.node.kind == kind


def _alternatives(statement: Statement) -> int:
    """Return how many alternatives a `with` block gives a union."""
    count = 0
    pending = [statement]
    while pending:
        for inner in pending.pop().body:
            if _is_block(inner, "with"):
                pending.append(inner)
            elif (
                isinstance(inner.node, Axis | TableHeader)
                or _is_block(inner, "product")
                or _is_block(inner, "union")
            ):
                count += 1
    return count


def _problem(document: Document, block: Statement, count: int) -> Problem:
    message = (
        f"The {count} parts of this `with` are alternatives one by one; `product:` around them combines them."
    )
    fix = _combined(document, block)
    return RULE.problem(block.span, message, fixes=(fix,) if fix else ())


def _combined(document: Document, block: Statement) -> Fix | None:
    """Return the fix that puts a `product:` around a block's statements; None where lines are broken in them."""
    text = document.text
    inside: list[Statement] = []
    pending = list(block.body)
    while pending:
        statement = pending.pop()
        inside.append(statement)
        pending.extend(statement.body)
    lines = sorted({text.position(one.span.start).line for one in inside})
    if any(text.position(one.span.end).line != text.position(one.span.start).line for one in inside):
        return None
    starts = [text.line_span(line).start for line in lines]
    indentation = text.slice(Span(starts[0], block.body[0].span.start))
    first = Edit(Span(starts[0], starts[0]), f"{indentation}product:\n{_INDENT}")
    others = (Edit(Span(start, start), _INDENT) for start in starts[1:])
    return Fix("Put a `product:` around them", tuple((document.path, edit) for edit in (first, *others)))


RULE = Rule("HYP309", "with-in-union", Severity.INFORMATION, __doc__ or "", check)
