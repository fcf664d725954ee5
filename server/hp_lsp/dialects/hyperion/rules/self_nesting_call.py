"""Reports a call that gives its own configurable, called without arguments, to itself.

## What it does
Points at the inner `@f()` in `@f(x=@f())`, directly or in a list, tuple or dict. With a scope of its own, as in
`@inner/f()`, or with arguments, the inner call is another one, and nothing is said.

## Why it matters
A call with arguments is evaluated in a scope that holds its arguments, and whatever is called without a scope while
Gin evaluates them inherits that scope: the inner call gets the same arguments, itself included, and Python stops with
a `RecursionError`.

## Example that fails
```hyperion
Trainer.schedule = @warmup(steps=100, after=@warmup())
```

## Example that passes
```hyperion
Trainer.schedule = @warmup(steps=100, after=@warmup(steps=10))
```
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Problem, Rule, Severity, View
from hp_lsp.dialects.gin.names.lookup import Lookup, lookup
from hp_lsp.dialects.gin.tree import Group, Mapping, Reference, Sequence, Value, children, values_within
from hp_lsp.dialects.hyperion.values.expressions import expressions


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each call that calls itself."""
    names = lookup(view, document)
    for statement, value in expressions(view, document):
        for call in values_within(value):
            if isinstance(call, Reference) and call.arguments:
                for inner in _given(call):
                    if _calls(names, inner, call):
                        name = inner.selector.text
                        message = f"Give `@{name}()` a scope or arguments of its own: as it is, this call needs itself."
                        yield RULE.problem(statement.at(inner.span), message)


def _given(call: Reference) -> Iterator[Reference]:
    """Yield the references that are arguments of a call, or items of containers that are."""
    pending: list[Value] = list(children(call))
    while pending:
        current = pending.pop(0)
        if isinstance(current, Reference):
            yield current
        elif isinstance(current, Group | Sequence | Mapping):
            pending.extend(children(current))


def _calls(names: Lookup, inner: Reference, call: Reference) -> bool:
    if not inner.evaluated or inner.arguments or inner.selector.scope:
        return False
    one, other = inner.selector.text, call.selector.text
    return one == other or _key(names, one) == _key(names, other) is not None


def _key(names: Lookup, selector: str) -> str | None:
    """Return the key of the one configurable that a selector means; None where that is not known."""
    meant = names.meaning(selector).configurables
    return meant[0].key if len(meant) == 1 else None


RULE = Rule("HYP203", "self-nesting-call", Severity.WARNING, __doc__ or "", check)
