r"""Reports a byte order mark at the start of the file.

## What it does
Points at the invisible character U+FEFF that some editors write before the text.

## Why it matters
Gin reads it as an unexpected token and refuses the file at line 1.

## Example that fails
```gin
\ufeffTrainer.epochs = 3
```

## Example that passes
```gin
Trainer.epochs = 3
```

## Fix
Removes the mark; safe.
"""

from __future__ import annotations

from hp_lsp.dialects.base import Rule, Severity
from hp_lsp.dialects.gin.rules.syntax.syntax_errors import errors_with_code

RULE = Rule(
    "GIN006", "byte-order-mark", Severity.ERROR, __doc__ or "", errors_with_code("GIN006", "byte-order-mark")
)
