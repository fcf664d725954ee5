"""Reports a bare word where Gin wants a value.

## What it does
Reports names such as `true`, `null` or `relu` written as values. Gin knows `True`, `False`, `None`, numbers, quoted
strings, `@references` and `%macros`.

## Why it matters
Gin refuses the file.

## Example that fails
```gin
Trainer.shuffle = true
Trainer.activation = relu
```

## Example that passes
```gin
Trainer.shuffle = True
Trainer.activation = @relu
```
"""

from __future__ import annotations

from hp_lsp.dialects.base import Rule, Severity
from hp_lsp.dialects.gin.rules.syntax_errors import errors_with_code

RULE = Rule("GIN004", "not-a-value", Severity.ERROR, __doc__ or "", errors_with_code("GIN004", "not-a-value"))
