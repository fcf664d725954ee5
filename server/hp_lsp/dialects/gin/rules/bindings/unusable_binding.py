"""Reports a binding that Gin accepts and with which every call fails.

## What it does
Points at a bound parameter that is positional-only, so that Python does not take it by name, and at any binding of a
class that defines no constructor, neither itself nor in a base class.

## Why it matters
Gin passes each value by name. It does not look at how a parameter may be given, and takes every name for a class
without a constructor; the call then stops with a `TypeError`.

## Example that fails
```gin
clip.value = 3
```
for `def clip(value, /)`.

## Example that passes
```gin
clip.value = 3
```
for `def clip(value)`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from hp_lsp.dialects.base import Document, Problem, Related, Rule, Severity, View
from hp_lsp.dialects.gin.code.configurable import Configurable
from hp_lsp.dialects.gin.code.registry import Registry
from hp_lsp.dialects.gin.names.mentions import Bound, Mentions
from hp_lsp.dialects.gin.names.resolve import resolve
from hp_lsp.python.classes import TRANSPARENT_BASES, Ancestor, class_at, mro
from hp_lsp.python.signatures import ANYTHING


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each parameter that no call can be given by name."""
    for statement, (bound, why) in resolve(view, document).each("unusable", partial(_unusable, view)):
        at = bound.meaning.configurables[0].declaration
        related = (Related(at, "declared here"),) if at else ()
        yield RULE.problem(statement.at(bound.span), why, related=related)


def _unusable(view: View, found: Mentions) -> tuple[tuple[Bound, str], ...]:
    """Return the parameters of a line that cannot arrive, and why."""
    registry: Registry = view.index("gin")
    single = ((bound, bound.meaning.configurables) for bound in found.bounds)
    told = ((bound, _obstacle(view, registry, meant[0], bound)) for bound, meant in single if len(meant) == 1)
    return tuple((bound, why) for bound, why in told if why)


def _obstacle(view: View, registry: Registry, configurable: Configurable, bound: Bound) -> str:
    takes = registry.signature(configurable)
    parameter = takes.parameter(bound.parameter)
    name = f"`{configurable.key}`"
    if not takes.known:
        return ""
    if parameter is not None and parameter.kind == "positional-only" and not takes.accepts_any:
        return (
            f"`{bound.parameter}` of {name} is positional-only, and Gin passes it by name: every call fails."
        )
    if takes == ANYTHING and _has_no_constructor(view, configurable):
        return f"{name} has no constructor, so that nothing takes `{bound.parameter}`: every call fails."
    return ""


def _has_no_constructor(view: View, configurable: Configurable) -> bool:
    start = class_at(configurable.meaning)
    if start is None:
        return False
    return all(_says_nothing(view, one) for one in mro(view.modules, start).classes)


def _says_nothing(view: View, one: Ancestor) -> bool:
    """Tell whether a class has no constructor, not even one that is made by code in its body."""
    if isinstance(one, str):
        return one in TRANSPARENT_BASES or one == "object"
    document = view.document(one.module.path)
    text = document.text.slice(one.picture.whole) if document else "__init__"
    return "__init__" not in text and "__new__" not in text


RULE = Rule("GIN202", "unusable-binding", Severity.WARNING, __doc__ or "", check)
