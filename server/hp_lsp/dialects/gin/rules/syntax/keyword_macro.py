"""Reports a macro that is named as the first word of a statement.

## What it does
Reports `include = ...` and `import = ...` outside a block. No word is reserved in Gin, so that it accepts them.

## Why it matters
The line includes or imports nothing: it defines a macro that nobody uses.

## Example that fails
```gin
include = 'base.gin'
```

## Example that passes
```gin
include 'base.gin'
```

## Fix
Removes the `=` before the path of a file; not safe.
"""

from __future__ import annotations

from hp_lsp.dialects.base import Rule, Severity
from hp_lsp.dialects.gin.rules.syntax.syntax_errors import remarks_with_code

RULE = Rule(
    "GIN305",
    "keyword-macro",
    Severity.WARNING,
    __doc__ or "",
    remarks_with_code("GIN305", "keyword-macro", Severity.WARNING),
)
