"""Reports a line that Gin cannot read.

## What it does
Reports what the Gin parser would refuse: two values on a line, an operator, a misplaced colon, a missing value.

## Why it matters
Gin stops at the first such line; the statements before it are already applied, so a run may go on half configured.

## Example that fails
```gin
Trainer.sizes = 1, 2
```

## Example that passes
```gin
Trainer.sizes = (1, 2)
```

## Fix
Common slips come with a change of the line, which was tried: parentheses around a tuple, `=` for `:`, a missing comma,
`#` before a comment, quotes around an included path, one line for each import. It is safe where nothing else can be
meant.
"""

from __future__ import annotations

from hp_lsp.dialects.base import Rule, Severity
from hp_lsp.dialects.gin.rules.syntax.syntax_errors import errors_with_code

RULE = Rule(
    "GIN001", "invalid-syntax", Severity.ERROR, __doc__ or "", errors_with_code("GIN001", "invalid-syntax")
)
