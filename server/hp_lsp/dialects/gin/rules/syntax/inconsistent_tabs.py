r"""Reports indentation in which tabs and spaces are mixed so that it depends on the width of a tab.

## What it does
Reports a line whose depth compared with the lines before it would be another one with tabs of another width.

## Why it matters
Gin on Python 3.11 and older reads a tab as up to eight spaces; on Python 3.12 and newer it refuses the file with a
`TabError`.

## Example that fails
```gin
Trainer:
        epochs = 3
\trate = 0.1
```
where the last line is indented by a tab.

## Example that passes
```gin
Trainer:
    epochs = 3
    rate = 0.1
```

## Fix
Indents the line with spaces, as wide as Python 3.11 and older read it; safe.
"""

from __future__ import annotations

from hp_lsp.dialects.base import Rule, Severity
from hp_lsp.dialects.gin.rules.syntax.syntax_errors import remarks_with_code

RULE = Rule(
    "GIN401",
    "inconsistent-tabs",
    Severity.WARNING,
    __doc__ or "",
    remarks_with_code("GIN401", "inconsistent-tabs", Severity.WARNING),
)
