"""Reports one of Gin's decorators above `@classmethod` or `@property`.

## What it does
Looks for a decorator of Gin's that stands above `classmethod`, `property` or `functools.cached_property`. Gin cannot
call what those make; below them it gets the plain function. `staticmethod` may stand on either side.

## Why it matters
Without arguments nothing is registered, without a word, and the attribute is no longer what the class says: calling it
fails. With arguments the import of the module fails.

## Example that fails
```python
class Model:
    @gin.configurable
    @classmethod
    def load(cls, path): ...
```

## Example that passes
```python
class Model:
    @classmethod
    @gin.configurable
    def load(cls, path): ...
```

## Fix
Exchanges two decorators that follow each other; safe.
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Problem, Rule, Severity, View
from hp_lsp.dialects.gin.rules.code.fixes import exchange
from hp_lsp.dialects.gin.rules.code.placement import severity_at
from hp_lsp.dialects.gin.rules.code.registrations import REGISTERING, calls, descriptor_below


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each of Gin's decorators that stands above a descriptor."""
    for call in calls(view, document, *REGISTERING):
        found = descriptor_below(call)
        severity = severity_at(view, document, call.span, RULE.severity) if found else None
        if found is not None and severity is not None:
            name = found.name.rpartition(".")[2]
            message = f"Gin can register nothing above `@{name}`; put `@{name}` above."
            fixes = exchange(document, call.span, found.span) if found == call.below[0] else ()
            yield RULE.problem(call.span, message, severity, fixes=fixes)


RULE = Rule("GIN246", "gin-above-descriptor", Severity.ERROR, __doc__ or "", check)
