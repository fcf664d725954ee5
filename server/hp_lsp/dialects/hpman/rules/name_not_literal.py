"""Reports names of hyper-parameters that are not written as a string.

## What it does
Looks at the first argument of hpman's calls: variables, f-strings, sums of strings, numbers and bytes are no names to
hpman. It is an error in files that some `parse_file` surely reads, whoever `_` belongs to there, else a warning.

## Why it matters
hpman reads the names without running the code. At any other expression its parser raises `NotLiteralNameException`,
and then no file is parsed.

## Example that fails
```python
rate = _(f"{part}.lr", 0.1)
```

## Example that passes
```python
rate = _("encoder.lr", 0.1)
```
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Problem, Rule, Severity, View
from hp_lsp.dialects.hpman.rules.raised import raised_in


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each name that is no string literal."""
    for raised, severity in raised_in(view, document, "name"):
        call = raised.place.call
        message = "hpman reads names from the text of the code; write this one as a plain string."
        if call.origin == "foreign":
            message = (
                f"hpman's `parse_file` reads this file and takes `{call.called}` for its own; it stops here."
            )
        yield RULE.problem(call.fault_span, message, severity)


RULE = Rule("HPM002", "name-not-literal", Severity.ERROR, __doc__ or "", check)
