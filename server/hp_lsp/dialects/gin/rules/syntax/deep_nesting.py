"""Reports brackets nested so deep that newer versions of Python refuse the file.

## What it does
Reports the first bracket that is inside 200 others. The value is not read.

## Why it matters
Python 3.12 and newer refuse more than 200. Older ones read lists up to 494 deep; more is reported as invalid syntax.

## Example that fails
A list inside of 200 lists.

## Example that passes
A list inside of 199 lists.
"""

from __future__ import annotations

from hp_lsp.dialects.base import Rule, Severity
from hp_lsp.dialects.gin.rules.syntax.syntax_errors import errors_with_code

RULE = Rule(
    "GIN402",
    "deep-nesting",
    Severity.WARNING,
    __doc__ or "",
    errors_with_code("GIN402", "deep-nesting", Severity.WARNING),
)
