"""Reports a second default of the same hyper-parameter.

## What it does
Looks for two calls of one manager that give the same name a default, in one file or in two files that are parsed
together; equal defaults and branches of an `if` count too. It is an error where some `parse_file` surely reads both,
else a warning.

## Why it matters
hpman's parser raises `DoubleAssignmentException`, and then no file is parsed.

## Example that fails
```python
encoder = Linear(_("width", 64))
decoder = Linear(_("width", 64))
```

## Example that passes
```python
encoder = Linear(_("width", 64))
decoder = Linear(_("width"))
```

## Fix
Removes the second default where both are written alike; it keeps the meaning only if the first call is one that runs.
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Fix, Problem, Rule, Severity, View
from hp_lsp.dialects.hpman.facts import Call
from hp_lsp.dialects.hpman.rules.raised import fix, raised_in, related
from hp_lsp.text.span import Span


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each default of a name that has one already."""
    for raised, severity in raised_in(view, document, "double"):
        call, first = raised.place.call, raised.other
        message = f"`{call.name}` has a default already; give it in one call and only the name in all others."
        fixes = _fixes(document, call, first.call) if first else ()
        places = related(first, "the first default is given here")
        yield RULE.problem(call.span, message, severity, related=places, fixes=fixes)


def _fixes(document: Document, call: Call, first: Call) -> tuple[Fix, ...]:
    if call.default_span is None or call.default != first.default:
        return ()
    removed = Span(call.literal.end, call.default_span.end)
    between = document.text.source[call.literal.end : call.default_span.start]
    return fix(document, "Remove this default", (removed, "")) if between.strip() == "," else ()


RULE = Rule("HPM201", "duplicate-default", Severity.ERROR, __doc__ or "", check)
