"""Reports a reference or a macro in a scope whose name has a dot.

## What it does
Reports `@s.t/name` and `%s.t/name`, which Gin accepts.

## Why it matters
No config can bind anything in such a scope: there, the name of a scope has no dots. The bindings that were meant for it
stand in another scope and are not used.

## Example that fails
```gin
Trainer.optimizer = @first.stage/Adam()
```

## Example that passes
```gin
Trainer.optimizer = @first/stage/Adam()
```
"""

from __future__ import annotations

from hp_lsp.dialects.base import Rule, Severity
from hp_lsp.dialects.gin.rules.syntax.syntax_errors import remarks_with_code

RULE = Rule(
    "GIN304",
    "dotted-scope",
    Severity.WARNING,
    __doc__ or "",
    remarks_with_code("GIN304", "dotted-scope", Severity.WARNING),
)
