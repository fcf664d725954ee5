"""Reports a Hyperion sweep in a file that is named as a Gin config.

## What it does
Points at the first block that only Hyperion has: `with`, `table`, or a `product` or `union` with lines in it that are
no Gin. No other syntax error of the file is reported.

## Why it matters
Gin refuses the file. Hyperion reads sweeps from files of any name, but hp-lsp tells the two languages apart by it.

## Example that fails
```gin
with Trainer:
    epochs: [1, 2]
```
in `train.gin`.

## Example that passes
The same in `train.hyp`.

## Settings
`hyp-files` names the files that are sweeps in spite of their suffix.
"""

from __future__ import annotations

from hp_lsp.dialects.base import Rule, Severity
from hp_lsp.dialects.gin.rules.syntax.syntax_errors import errors_with_code

RULE = Rule(
    "GIN007", "hyperion-sweep", Severity.ERROR, __doc__ or "", errors_with_code("GIN007", "hyperion-sweep")
)
