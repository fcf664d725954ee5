"""Reports a binding of `self` or `cls`, which has no effect.

## What it does
Points at the name of a method's or constructor's first parameter where a config binds it.

## Why it matters
Gin accepts the binding, and the caller passes the object itself: the value is never used. Most likely another
parameter was meant.

## Example that fails
```gin
Adam.self = 1e-3
```

## Example that passes
```gin
Adam.learning_rate = 1e-3
```
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from hp_lsp.dialects.base import Document, Problem, Rule, Severity, View
from hp_lsp.dialects.gin.code.registry import Registry
from hp_lsp.dialects.gin.naming import Bound, Mentions
from hp_lsp.dialects.gin.rules.bindings.lines import each_line

_RECEIVERS = ("self", "cls", "_cls")


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each binding of a receiver."""
    registry: Registry = view.index("gin")
    for statement, bound in each_line(view, document, "receivers", partial(_receivers, registry)):
        key = bound.meaning.configurables[0].key
        message = f"Python passes `{bound.parameter}` of `{key}` itself; this binding has no effect."
        yield RULE.problem(statement.at(bound.span), message, unnecessary=True)


def _receivers(registry: Registry, found: Mentions) -> tuple[Bound, ...]:
    return tuple(
        bound
        for bound in found.bounds
        if bound.parameter in _RECEIVERS
        and len(bound.meaning.configurables) == 1
        and bound.parameter == registry.signature(bound.meaning.configurables[0]).receiver
    )


RULE = Rule("GIN310", "bound-receiver", Severity.WARNING, __doc__ or "", check)
