"""Reports a bracket or a string that is never closed, or never opened.

## What it does
Points at the opening bracket or quote, or at the place where it is missing. Which of several brackets is meant is told
from the lines and their indentation. The lines below are still read as statements of their own.

## Why it matters
Gin refuses the file, and points elsewhere: at the statement below a bracket, or for the last one at the end of the
file, without naming the file.

## Example that fails
```gin
Trainer.sizes = [1, 2
Trainer.epochs = 3
```

## Example that passes
```gin
Trainer.sizes = [1, 2]
Trainer.epochs = 3
```

## Fix
Puts in the bracket or quote that is missing, or takes out the one too many; not safe, as another may be meant.
"""

from __future__ import annotations

from hp_lsp.dialects.base import Rule, Severity
from hp_lsp.dialects.gin.rules.syntax.syntax_errors import errors_with_code

RULE = Rule("GIN002", "unclosed", Severity.ERROR, __doc__ or "", errors_with_code("GIN002", "unclosed"))
