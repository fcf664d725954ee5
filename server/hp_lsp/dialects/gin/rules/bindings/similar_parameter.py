"""Reports a binding that only `**kwargs` takes and that is spelled almost like a parameter.

## What it does
Looks at bindings for names that the configurable does not list itself and takes by `**kwargs`. Nothing is said where
what `**kwargs` is passed on to lists the name, where the similar parameter is bound too, or where the two names differ
by a number or a plural only.

## Why it matters
Gin takes the binding. The call fails later, or the value is lost in silence and the default is used.

## Example that fails
```gin
Adam.learning_rat = 1e-3
```
for `def __init__(self, learning_rate=1e-4, **options)`.

## Example that passes
```gin
Adam.learning_rate = 1e-3
```
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from hp_lsp.dialects.base import Document, Fix, Problem, Rule, Severity, View
from hp_lsp.dialects.gin.code.registry import Registry
from hp_lsp.dialects.gin.names.mentions import Bound, Mentions
from hp_lsp.dialects.gin.names.resolve import resolve
from hp_lsp.dialects.gin.names.suggest import did_you_mean
from hp_lsp.text.edits import Edit
from hp_lsp.text.similar import is_slip, similar


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each name that is likely a slip of a parameter."""
    registry: Registry = view.index("gin")
    for statement, (bound, near) in resolve(view, document).each("slips", partial(_slips, registry)):
        if not _is_bound(view, document, bound, near):
            key = bound.meaning.configurables[0].key
            message = f"`{key}` takes `{bound.parameter}` by `**kwargs` only{did_you_mean((near,))}"
            span = statement.at(bound.span)
            fix = Fix(f"Change to `{near}`", ((document.path, Edit(span, near)),))
            yield RULE.problem(span, message, fixes=(fix,))


def _slips(registry: Registry, found: Mentions) -> tuple[tuple[Bound, str], ...]:
    """Return the names that a line binds and the parameter that each is likely a slip of."""
    return tuple((bound, near) for bound in found.bounds if (near := _near(registry, bound)) is not None)


def _near(registry: Registry, bound: Bound) -> str | None:
    if len(bound.meaning.configurables) != 1:
        return None
    configurable = bound.meaning.configurables[0]
    takes = registry.signature(configurable)
    if not (takes.known and takes.accepts_any) or registry.parameter(configurable, bound.parameter):
        return None
    near = similar(bound.parameter, (one.name for one in registry.bindable_parameters(configurable)))
    return next((name for name in near if is_slip(bound.parameter, name)), None)


def _is_bound(view: View, document: Document, bound: Bound, name: str) -> bool:
    """Tell whether a config binds another parameter of what a name is bound for."""
    others = (other for _, other in resolve(view, document).bounds() if other.parameter == name)
    return any(other.meaning.configurables == bound.meaning.configurables for other in others)


RULE = Rule("GIN317", "similar-parameter", Severity.INFORMATION, __doc__ or "", check)
