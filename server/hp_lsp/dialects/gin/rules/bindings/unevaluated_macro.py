"""Reports `@name/macro` without `()`, which is Gin's function and not the macro's value.

## What it does
Points at references to `gin.macro` that are not evaluated. It is an error where a program of the workspace reads the
config by its name and finalizes it.

## Why it matters
Gin stops when the configuration is finalized; without that, the function gets a function.

## Example that fails
```gin
Loader.batch_size = @batch_size/macro
```

## Example that passes
```gin
Loader.batch_size = %batch_size
```
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Fix, Problem, Rule, Severity, View
from hp_lsp.dialects.gin.effective.applied import effective
from hp_lsp.dialects.gin.effective.slots import MACRO
from hp_lsp.dialects.gin.names.mentions import Mentions, Named
from hp_lsp.dialects.gin.names.resolve import resolve
from hp_lsp.dialects.gin.runs.programs import is_read_alone
from hp_lsp.text.edits import Edit
from hp_lsp.text.span import Span


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each macro that is referred to and not evaluated."""
    found = list(resolve(view, document).each("unevaluated", _unevaluated))
    counting = _counting(view, document) if found else frozenset()
    for statement, named in found:
        written = Span(named.span.start - len(named.scope) - len("@/"), named.span.end)
        span = statement.at(written)
        name = f"%{named.scope}"
        severity = Severity.WARNING
        if statement.span in counting and is_read_alone(view, document.path):
            severity = Severity.ERROR
        fix = Fix(f"Change to `{name}`", ((document.path, Edit(span, name)),), safe=True)
        message = f"Without `()` this is Gin's own function, not the macro's value; write `{name}`."
        yield RULE.problem(span, message, severity, fixes=(fix,))


def _unevaluated(found: Mentions) -> tuple[Named, ...]:
    uncalled = (one for one in found.selectors if one.place == "reference" and not one.evaluated)
    return tuple(one for one in uncalled if one.scope and one.key == MACRO)


def _counting(view: View, document: Document) -> frozenset[Span]:
    """Return the ranges of the lines that still count when the file has been read."""
    winners = (history[-1] for history in effective(view, document.path).slots.values())
    return frozenset(one.statement.span for one in winners if one.path == document.path)


RULE = Rule("GIN204", "unevaluated-macro", Severity.ERROR, __doc__ or "", check)
