"""Reports a scope in Python that Gin refuses.

## What it does
Checks what is given to `gin.config_scope`: names of letters, digits and underscores, joined by `/`.

## Why it matters
Gin stops with "Invalid value" when the scope is entered.

## Example that fails
```python
with gin.config_scope("fine-tune"):
    train()
```

## Example that passes
```python
with gin.config_scope("fine_tune"):
    train()
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Problem, Rule, Severity, View
from hp_lsp.dialects.gin.code.registry import Registry
from hp_lsp.dialects.gin.rules.strings.certainty import is_expected_to_fail

_SCOPE = re.compile(r"[a-zA-Z_]\w*(?:\.[a-zA-Z_]\w*)*")


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each scope that cannot be entered."""
    registry: Registry = view.index("gin")
    facts = registry.facts.get(document.path)
    for key in facts.keys if facts else ():
        if key.role != "scope" or not key.text:
            continue
        names = [text for text, _ in key.parts] or key.text.split("/")
        wrong = next((name for name in names if not _SCOPE.fullmatch(name)), None)
        if wrong is not None and not is_expected_to_fail(view, document, (key.call,)):
            message = f"`{wrong}` cannot be the name of a scope; Gin takes letters, digits and underscores."
            yield RULE.problem(key.span, message)


RULE = Rule("GIN232", "invalid-scope", Severity.ERROR, __doc__ or "", check)
