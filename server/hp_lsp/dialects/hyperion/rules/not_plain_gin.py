"""Reports a value that plain Gin cannot say, when a sweep is expanded or previewed in style `gin`.

## What it does
Points at the operator, macro or reference that keeps a config from being written as text for plain Gin. An
expression is computed where its operands stand in the file; what a reference is, or a macro that the config
does not bind, only the running program knows. Only `--expand` and the preview report this: in a sweep that
Hyperion reads, such an expression is fine.

## Why it matters
Plain Gin has no operators. A config written without the value would be another config.

## Example that fails
```hyperion
Trainer.steps = %epochs * 1000
```

## Example that passes
```hyperion
epochs = 10
Trainer.steps = %epochs * 1000
```

The text that Hyperion itself writes (`--style hyperion`) has no such limits, but needs Hyperion to be loaded.
"""

from __future__ import annotations

from hp_lsp.dialects.base import Document, Problem, Rule, Severity, View
from hp_lsp.dialects.sweeps import Unrenderable


def check(_view: View, _document: Document) -> tuple[Problem, ...]:
    """Return nothing: no config is written when a file is checked."""
    return ()


def unrenderable(reason: Unrenderable) -> Problem:
    """Return the problem of a config that cannot be written."""
    return RULE.problem(reason.span, str(reason))


RULE = Rule("HYP401", "not-plain-gin", Severity.ERROR, __doc__ or "", check)
