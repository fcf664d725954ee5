"""A value of the syntax tree, worked out from the inside. Knows the tree's shape, not what values mean."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from hp_lsp.dialects.gin.tree import Value, children

Result = TypeVar("Result")


def fold(value: Value, combine: Callable[[Value, list[Result]], Result]) -> Result:
    """Return `combine(value, parts)`, where `parts` are the same of the values directly inside.

    Inner values come before outer ones, left ones before right ones. Depth costs no stack.
    """
    results: list[Result] = []
    pending: list[tuple[Value, int]] = [(value, -1)]
    while pending:
        current, parts = pending.pop()
        if parts < 0:
            inner = children(current)
            pending.append((current, len(inner)))
            pending.extend((part, -1) for part in reversed(inner))
        else:
            split = len(results) - parts
            combined = combine(current, results[split:])
            del results[split:]
            results.append(combined)
    return results[0]
