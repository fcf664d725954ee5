"""Reports indentation that fits no open block.

## What it does
Reports a line in a block that is indented more or less than the lines around it.

## Why it matters
Gin reads indentation as Python does and refuses the file.

## Example that fails
```gin
Trainer:
    epochs = 3
      rate = 0.1
```

## Example that passes
```gin
Trainer:
    epochs = 3
    rate = 0.1
```

## Fix
Indents the line as the block, or as what is around it; not safe.
"""

from __future__ import annotations

from hp_lsp.dialects.base import Rule, Severity
from hp_lsp.dialects.gin.rules.syntax.syntax_errors import errors_with_code

RULE = Rule(
    "GIN003", "bad-indentation", Severity.ERROR, __doc__ or "", errors_with_code("GIN003", "bad-indentation")
)
