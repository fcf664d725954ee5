"""Reports `@dataclass` above `@gin.configurable`.

## What it does
Looks for a class that `dataclasses.dataclass` decorates after Gin. Gin gives it a constructor that takes nothing, and
`dataclass` leaves a constructor alone that is there. `@dataclass` above `@gin.register` works, and so does a class with
an `__init__` of its own. It is a warning where every field has a default or the class has bases, because then some
calls work.

## Why it matters
Every call with a value fails, whether the code or a config gives it: "takes exactly one argument".

## Example that fails
```python
@dataclass
@gin.configurable
class Model:
    layers: int
```

## Example that passes
```python
@gin.configurable
@dataclass
class Model:
    layers: int
```

## Fix
Exchanges two decorators that follow each other; safe.
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Problem, Rule, Severity, View
from hp_lsp.dialects.gin.code.facts import GinCall, Stacked
from hp_lsp.dialects.gin.rules.code.fixes import exchange
from hp_lsp.dialects.gin.rules.code.placement import severity_at
from hp_lsp.dialects.gin.rules.code.registrations import calls, registered
from hp_lsp.python.classes import ClassAt, class_at
from hp_lsp.python.fields import fields_of


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each class that is made a dataclass after Gin has given it a constructor."""
    for call in calls(view, document, "configurable"):
        made = next((one for one in call.above if one.name == "dataclasses.dataclass"), None)
        start = _class_of(view, document, call) if made and call.on_class and not call.below else None
        level = _level(start) if start and made and not _makes_no_constructor(made) else None
        severity = severity_at(view, document, call.span, level) if level else None
        if made is not None and severity is not None:
            message = f"Put `@dataclass` below Gin: here calls of `{call.target}` take no values."
            fixes = exchange(document, made.span, call.span) if made == call.above[-1] else ()
            yield RULE.problem(call.span, message, severity, fixes=fixes)


def _class_of(view: View, document: Document, call: GinCall) -> ClassAt | None:
    found = dict(registered(view, document.path)).get(call.span)
    return None if found is None else class_at(found.meaning)


def _makes_no_constructor(made: Stacked) -> bool:
    return any(one.keyword == "init" and one.text != "True" for one in made.arguments)


def _level(start: ClassAt) -> Severity | None:
    """Return how bad it is; None where the class has a constructor of its own or no fields."""
    if {"__init__", "__new__"} & set(start.picture.members):
        return None
    fields = fields_of((start,), start.picture.decorators).fields
    if not fields:
        return None
    fails = any(field.default is None for field in fields) and not start.picture.bases
    return Severity.ERROR if fails else Severity.WARNING


RULE = Rule("GIN247", "dataclass-above-gin", Severity.ERROR, __doc__ or "", check)
