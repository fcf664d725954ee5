"""Reports strings in a container that are joined because a comma seems to be missing.

## What it does
Reports two strings that stand on two lines of a list, a tuple or a dict without a comma between them, where both are
short and meet in the middle of a word. Long texts that are continued on the next line are left alone, and so is what
stands in parentheses of its own.

## Why it matters
Gin joins adjacent strings as Python does: the list is one item shorter, and one item is nonsense.

## Example that fails
```gin
Model.layers = [
    'conv1'
    'conv2',
]
```

## Example that passes
```gin
Model.layers = [
    'conv1',
    'conv2',
]
```

## Fix
Inserts the comma; not safe, as the strings may be meant to be joined.
"""

from __future__ import annotations

from hp_lsp.dialects.base import Rule, Severity
from hp_lsp.dialects.gin.rules.syntax.syntax_errors import remarks_with_code

RULE = Rule(
    "GIN301",
    "joined-strings",
    Severity.WARNING,
    __doc__ or "",
    remarks_with_code("GIN301", "joined-strings", Severity.WARNING),
)
