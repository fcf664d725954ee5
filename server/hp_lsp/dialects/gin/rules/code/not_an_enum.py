"""Reports `gin.constants_from_enum` on something that is no enum.

## What it does
Looks at what `gin.constants_from_enum` is given. Nothing is said where a base class could not be read. It is a warning
where the call stands in a branch or a function.

## Why it matters
The import of the module fails: "is not subclass of enum".

## Example that fails
```python
@gin.constants_from_enum
class Color:
    RED = 1
```

## Example that passes
```python
@gin.constants_from_enum
class Color(enum.Enum):
    RED = 1
```
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Problem, Rule, Severity, View
from hp_lsp.dialects.gin.rules.code.placement import severity_at
from hp_lsp.dialects.gin.rules.code.registrations import facts_of, meaning_of
from hp_lsp.python.classes import ClassAt, class_at, mro
from hp_lsp.python.module import Function
from hp_lsp.python.modules import Found, Meaning, Modules


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each function, and each class without `enum.Enum` above it."""
    for one in facts_of(view, document).enums:
        if _is_no_enum(view.modules, meaning_of(view, document, one.target)):
            severity = severity_at(view, document, one.span, RULE.severity)
            if severity is not None:
                yield RULE.problem(one.span, "Gin makes constants of an `enum.Enum` only.", severity)


def _is_no_enum(modules: Modules, meaning: Meaning) -> bool:
    start = class_at(meaning)
    if start is None:
        return isinstance(meaning, Found) and isinstance(meaning.bound, Function)
    order = mro(modules, start)
    return order.complete and not any(
        isinstance(one, ClassAt) and one.module.name == "enum" for one in order.classes
    )


RULE = Rule("GIN248", "not-an-enum", Severity.ERROR, __doc__ or "", check)
