"""Reports a `gin.singleton` that cannot make its object, or that everybody shares.

## What it does
Points at a constructor that is bound to an object and not to a function or class (`@K()` makes the object at once), at
`@name/gin.singleton()` without a constructor in that scope, where no other file is read with this one that could bind
it, and at `@gin.singleton()` without a scope, of which there is one for all (information).

## Why it matters
Gin keeps one object for each scope of `gin.singleton` and makes it by calling `constructor`, when it is first needed.

## Example that fails
```gin
shared/gin.singleton.constructor = @Cache()
train.cache = @shared/gin.singleton()
```

## Example that passes
```gin
shared/gin.singleton.constructor = @Cache
train.cache = @shared/gin.singleton()
```
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from hp_lsp.dialects.base import Document, Fix, Problem, Rule, Severity, View
from hp_lsp.dialects.gin.code.registry import Registry
from hp_lsp.dialects.gin.effective.applied import effective
from hp_lsp.dialects.gin.effective.slots import Slot
from hp_lsp.dialects.gin.names.lookup import Meaning
from hp_lsp.dialects.gin.names.mentions import Mentions, Named
from hp_lsp.dialects.gin.names.resolve import resolve
from hp_lsp.dialects.gin.runs.programs import is_read_alone
from hp_lsp.dialects.gin.tree import Constant, Reference
from hp_lsp.python.classes import class_at, mro
from hp_lsp.text.edits import Edit
from hp_lsp.text.span import Span

SINGLETON = "gin.singleton"


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each misuse of a singleton."""
    registry: Registry = view.index("gin")
    for statement, value in resolve(view, document).each("constructors", partial(_objects, registry)):
        yield _not_callable(document, statement.at(value.span), value)
    for statement, named in resolve(view, document).each("singletons", _evaluated):
        yield from _alone(view, document, statement.at(named.span), named.scope)


def _objects(registry: Registry, found: Mentions) -> tuple[Constant | Reference, ...]:
    """Return the constructors in a line that are certainly no functions."""
    values = (
        one.value for one in found.bounds if one.parameter == "constructor" and _is_singleton(one.meaning)
    )
    given = (value for value in values if isinstance(value, Constant | Reference))
    return tuple(one for one in given if isinstance(one, Constant) or _makes_object(registry, found, one))


def _is_singleton(meaning: Meaning) -> bool:
    return [one.key for one in meaning.configurables] == [SINGLETON]


def _makes_object(registry: Registry, found: Mentions, reference: Reference) -> bool:
    """Tell whether a reference is evaluated and of a class whose objects cannot be called."""
    named = next(one for one in found.selectors if one.span == reference.selector.path_span)
    start = class_at(named.meaning.configurables[0].meaning) if named.evaluated and named.key else None
    if start is None:
        return False
    order = mro(registry.modules, start)
    return order.complete and not any(
        isinstance(one, str) or "__call__" in one.picture.members for one in order.classes
    )


def _evaluated(found: Mentions) -> tuple[Named, ...]:
    """Return the evaluated singletons of a line."""
    return tuple(one for one in found.selectors if one.evaluated and one.key == SINGLETON)


def _alone(view: View, document: Document, span: Span, scope: str) -> Iterator[Problem]:
    """Yield a problem for a singleton without a name or without a constructor."""
    if not scope:
        message = "Without a scope there is one singleton for all; write `@name/gin.singleton()`."
        yield RULE.problem(span, message, Severity.INFORMATION)
    elif is_read_alone(view, document.path):
        read = effective(view, document.path)
        if read.complete and read.inherited(Slot(scope, SINGLETON, "constructor")) is None:
            yield RULE.problem(span, f"Nothing binds `{scope}/gin.singleton.constructor`.")


def _not_callable(document: Document, span: Span, value: Constant | Reference) -> Problem:
    if not isinstance(value, Reference):
        return RULE.problem(span, "The constructor of a singleton must be a reference, such as `@Name`.")
    name = (
        f"@{value.selector.scope_text}/{value.selector.text}"
        if value.selector.scope
        else f"@{value.selector.text}"
    )
    fix = Fix(f"Change to `{name}`", ((document.path, Edit(span, name)),))
    message = f"The constructor of a singleton is called by Gin; did you mean `{name}`?"
    return RULE.problem(span, message, fixes=(fix,))


RULE = Rule("GIN206", "singleton", Severity.WARNING, __doc__ or "", check)
