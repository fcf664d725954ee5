"""Reports a value in parentheses that was probably meant to be a tuple.

## What it does
Reports `(value)` on one line: without a comma, the parentheses mean nothing.

## Why it matters
The configurable gets the value itself. Many accept it, and go over the letters of a string where items were meant.

## Example that fails
```gin
Model.sizes = (128)
```

## Example that passes
```gin
Model.sizes = (128,)
```

## Fix
Inserts the comma, or removes the parentheses.
"""

from __future__ import annotations

from hp_lsp.dialects.base import Rule, Severity
from hp_lsp.dialects.gin.rules.syntax.syntax_errors import remarks_with_code

RULE = Rule(
    "GIN302",
    "parenthesized-value",
    Severity.INFORMATION,
    __doc__ or "",
    remarks_with_code("GIN302", "parenthesized-value", Severity.INFORMATION),
)
