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
from hp_lsp.dialects.gin.naming import Mentions, Named
from hp_lsp.dialects.gin.programs import is_read_alone
from hp_lsp.dialects.gin.rules.bindings.lines import each_line
from hp_lsp.text.edits import Edit
from hp_lsp.text.span import Span


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each macro that is referred to and not evaluated."""
    for statement, named in each_line(view, document, "unevaluated", _unevaluated):
        written = Span(named.span.start - len(named.scope) - len("@/"), named.span.end)
        span = statement.at(written)
        name = f"%{named.scope}"
        severity = Severity.WARNING
        if is_read_alone(view, document.path) and _counts(view, document, span.start):
            severity = Severity.ERROR
        fix = Fix(f"Change to `{name}`", ((document.path, Edit(span, name)),), safe=True)
        message = f"Without `()` this is Gin's own function, not the macro's value; write `{name}`."
        yield RULE.problem(span, message, severity, fixes=(fix,))


def _unevaluated(found: Mentions) -> tuple[Named, ...]:
    uncalled = (one for one in found.selectors if one.place == "reference" and not one.evaluated)
    return tuple(one for one in uncalled if one.scope and one.key == MACRO)


def _counts(view: View, document: Document, offset: int) -> bool:
    """Tell whether the line at an offset still counts when the file has been read."""
    winners = (history[-1] for history in effective(view, document.path).slots.values())
    return any(
        one.path == document.path and one.statement.span.start <= offset < one.statement.span.end
        for one in winners
    )


RULE = Rule("GIN204", "unevaluated-macro", Severity.ERROR, __doc__ or "", check)
