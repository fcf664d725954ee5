"""Reports a reference or a macro that Python binds as text.

## What it does
Points at a string such as `'@Adam()'` or `'%rate'` that `gin.bind_parameter` is given as the value.

## Why it matters
Only Gin's own files are parsed. From Python the parameter gets the string as it is.

## Example that fails
```python
gin.bind_parameter("train.optimizer", "@Adam()")
```

## Example that passes
```python
gin.parse_config("train.optimizer = @Adam()")
```
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Problem, Rule, Severity, View
from hp_lsp.dialects.gin.code.registry import Registry

_MEANT = re.compile(r"@[\w./]+(?:\(\))?|%[\w./]+")


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each reference or macro in a string that is bound."""
    registry: Registry = view.index("gin")
    facts = registry.facts.get(document.path)
    for key in facts.keys if facts else ():
        if key.value is not None and _MEANT.fullmatch(key.value[0]):
            message = f"This binds the text `{key.value[0]}`; use `gin.parse_config` to bind what it means."
            yield RULE.problem(key.value[1], message)


RULE = Rule("GIN335", "bound-text", Severity.INFORMATION, __doc__ or "", check)
