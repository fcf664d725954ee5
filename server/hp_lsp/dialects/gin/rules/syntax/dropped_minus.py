"""Reports a minus sign before a reference or a macro, which Gin silently drops.

## What it does
Points at the sign. In Hyperion's `.hyp` files the sign means what it says, and nothing is reported.

## Why it matters
`f.x = -%margin` with `margin = 3` passes 3. Gin's parser reads the sign and forgets it.

## Example that fails
```gin
Loss.margin = -%margin
```

## Example that passes
```gin
negative_margin = -3
Loss.margin = %negative_margin
```

## Fix
Removes the sign; not safe, as the value would still be the wrong one.
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Fix, Problem, Rule, Severity, View
from hp_lsp.dialects.gin.names.resolve import resolve
from hp_lsp.text.edits import Edit
from hp_lsp.text.span import Span


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each dropped sign."""
    for statement, sign in resolve(view, document).each("signs", lambda found: tuple(found.signs)):
        message = "Gin silently drops this minus sign; bind the negative value itself."
        span = statement.at(sign)
        yield RULE.problem(span, message, fixes=(_without(document, span),))


def _without(document: Document, sign: Span) -> Fix:
    """Return the fix that writes what Gin reads; not safe, as the negative value is meant."""
    return Fix("Remove the minus sign, as Gin does", ((document.path, Edit(sign, "")),))


RULE = Rule("GIN201", "dropped-minus", Severity.ERROR, __doc__ or "", check)
