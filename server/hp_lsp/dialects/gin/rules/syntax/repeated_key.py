"""Reports a key that stands twice in a dict.

## What it does
Compares the literal keys of each dict as Python does: `1`, `1.0` and `True` are one key.

## Why it matters
The last value wins in silence.

## Example that fails
```gin
Model.sizes = {'small': 1, 'small': 2}
```

## Example that passes
```gin
Model.sizes = {'small': 1, 'large': 2}
```
"""

from __future__ import annotations

from hp_lsp.dialects.base import Rule, Severity
from hp_lsp.dialects.gin.rules.syntax.syntax_errors import remarks_with_code

RULE = Rule(
    "GIN303",
    "repeated-key",
    Severity.WARNING,
    __doc__ or "",
    remarks_with_code("GIN303", "repeated-key", Severity.WARNING),
)
