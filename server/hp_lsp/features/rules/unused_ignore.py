"""Reports a comment `# hp-lsp: ignore[...]` that hides nothing.

## What it does
Points at a code in an ignore comment that no problem on that line (or, for `ignore-file`, in the file) has.

## Why it matters
A comment that is no longer needed hides the next real problem on its line.

## Example that fails
```gin
Trainer.epochs = 3  # hp-lsp: ignore[GIN102]
```
where `Trainer` has the parameter `epochs`.

## Example that passes
```gin
Trainer.epochs = 3
```
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Problem, Rule, Severity, View


def check(_view: View, _document: Document) -> Iterator[Problem]:
    """Yield nothing: only whoever hides problems can tell which comments hid none (`features.ignores`)."""
    yield from ()


RULE = Rule("HPL002", "unused-ignore", Severity.WARNING, __doc__ or "", check)
