"""Reports a `gin.REQUIRED` default of a parameter that the code keeps from Gin.

## What it does
Looks for parameters whose default is `gin.REQUIRED` and that the `denylist` names or the `allowlist` leaves out.
Nothing is said where a decorator may hide the default from Gin. It is a warning where the registration stands in a
branch or a function.

## Why it matters
The import of the module fails: "marked REQUIRED but denylisted" or "marked REQUIRED but not allowlisted".

## Example that fails
```python
@gin.configurable(denylist=["steps"])
def train(steps=gin.REQUIRED, seed=0): ...
```

## Example that passes
```python
@gin.configurable(denylist=["seed"])
def train(steps=gin.REQUIRED, seed=0): ...
```
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Problem, Related, Rule, Severity, View
from hp_lsp.dialects.gin.code.configurable import Configurable
from hp_lsp.dialects.gin.code.registry import Registry
from hp_lsp.dialects.gin.rules.code.placement import severity_at
from hp_lsp.dialects.gin.rules.code.registrations import with_lists
from hp_lsp.python.classes import ClassAt, ancestors, class_at, target
from hp_lsp.python.decorators import DATACLASSES
from hp_lsp.python.module import Class, Decorator, Function, Module
from hp_lsp.python.modules import Found, Missing
from hp_lsp.python.signatures import Parameter

_REQUIRED = ("gin.REQUIRED", "gin.config.REQUIRED")


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each parameter that must be bound and may not."""
    for span, one in with_lists(view, document):
        for parameter in _denied(view, one):
            severity = severity_at(view, document, span, RULE.severity)
            if severity is not None:
                reason = "the denylist names it" if one.deny else "the allowlist leaves it out"
                message = f"`{parameter.name}` must be bound, as its default says, but {reason}."
                related = (Related(parameter.declaration, "the default is given here"),)
                yield RULE.problem(span, message, severity, related=related)


def _denied(view: View, one: Configurable) -> Iterator[Parameter]:
    registry: Registry = view.index("gin")
    meaning = one.meaning
    if (
        not (one.allow or one.deny)
        or not isinstance(meaning, Found)
        or len(registry.alternatives(one.key)) > 1
    ):
        return
    takes = registry.signature(one)
    if not takes.known or not _shows_defaults(view, one, meaning):
        return
    for parameter in takes.parameters:
        refused = parameter.name in one.deny if one.deny else parameter.name not in (one.allow or ())
        if refused and _must_be_bound(view, parameter):
            yield parameter


def _must_be_bound(view: View, parameter: Parameter) -> bool:
    module = view.modules.at(parameter.declaration.path) if parameter.default else Missing.UNKNOWN
    return isinstance(module, Module) and target(module, parameter.default or "") in _REQUIRED


def _shows_defaults(view: View, one: Configurable, meaning: Found) -> bool:
    """Tell whether Gin sees the defaults that the text shows: nothing that may wrap a function stands between."""
    registered, bound = one.target, meaning.bound
    if registered is None or registered.partial or not isinstance(bound, Function | Class):
        return False
    below = bound.decorators if registered.picture is None else registered.decorators
    start = class_at(meaning)
    if start is None:
        return not below
    _, *above = ancestors(view.modules, start)
    return _keeps_constructor(start, below) and all(
        _keeps_constructor(place, place.picture.decorators) for place in above
    )


def _keeps_constructor(place: ClassAt, decorators: tuple[Decorator, ...]) -> bool:
    """Tell whether a class under these decorators has the constructor that its text shows."""
    constructors = (
        bound for name in ("__init__", "__new__") for bound in place.picture.members.get(name, ())
    )
    return all(one.name and target(place.module, one.name) in DATACLASSES for one in decorators) and not any(
        isinstance(bound, Function) and bound.decorators for bound in constructors
    )


RULE = Rule("GIN242", "denied-required", Severity.ERROR, __doc__ or "", check)
