"""Reports imports from `hpman.m` of what is no manager.

## What it does
Every name that is imported from `hpman.m` becomes a manager of that name. Looks for names that are meant to be
something else, such as `parse_file`, and for `*`, which imports nothing; also for what hpman 0.11 took away.

## Why it matters
`from hpman.m import parse_file` raises nothing, but gives a manager called `parse_file`. With `*`, the first call is a
`NameError`.

## Example that fails
```python
from hpman.m import *
```

## Example that passes
```python
from hpman.m import _
```
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Problem, Rule, Severity, View
from hp_lsp.dialects.hpman.index import Index


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each such import."""
    index: Index = view.index("hpman")
    for one in index.misuses_in(document.path):
        match one.kind:
            case "star":
                yield RULE.problem(
                    one.span, "`*` imports no manager; write the name that is called.", Severity.ERROR
                )
            case "class":
                where = "`hpman`" if one.text[0].isupper() and one.text != "L" else "a manager"
                message = f"This makes a manager called `{one.text}`; get it from {where}."
                yield RULE.problem(one.span, message)
            case "gone":
                yield RULE.problem(one.span, "hpman has no `hpm_db.L` since 0.11.", Severity.ERROR)
            case _:
                pass


RULE = Rule("HPM106", "not-a-manager", Severity.WARNING, __doc__ or "", check)
