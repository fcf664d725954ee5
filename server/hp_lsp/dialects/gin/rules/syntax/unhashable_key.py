"""Reports a list or a dict used as a key of a dict.

## What it does
Reports the key.

## Why it matters
Gin stops with a `TypeError` that names neither file nor line.

## Example that fails
```gin
Trainer.names = {[1]: 'one'}
```

## Example that passes
```gin
Trainer.names = {(1,): 'one'}
```

## Fix
Writes a list as a tuple; not safe.
"""

from __future__ import annotations

from hp_lsp.dialects.base import Rule, Severity
from hp_lsp.dialects.gin.rules.syntax.syntax_errors import errors_with_code

RULE = Rule(
    "GIN005", "unhashable-key", Severity.ERROR, __doc__ or "", errors_with_code("GIN005", "unhashable-key")
)
