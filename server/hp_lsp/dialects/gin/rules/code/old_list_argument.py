"""Reports `whitelist` and `blacklist`, which Gin takes no longer.

## What it does
Looks for the old names of `allowlist` and `denylist` in Python. It is an error where the installed Gin does not take
them, and a warning where the installed Gin cannot be read, the project asks for an older one, or the call stands in a
branch or a function. Where an older Gin is installed that takes both names, it is an information; where it knows only
the old names, nothing is said.

## Why it matters
gin-config 0.5.0 does not know them, and the import of the module fails: "got an unexpected keyword argument".

## Example that fails
```python
@gin.configurable(blacklist=["seed"])
def train(steps, seed): ...
```

## Example that passes
```python
@gin.configurable(denylist=["seed"])
def train(steps, seed): ...
```

## Fix
Changes the name; safe.
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Fix, Problem, Rule, Severity, View
from hp_lsp.dialects.gin.rules.code.placement import severity_at
from hp_lsp.dialects.gin.rules.code.registrations import REGISTERING, calls
from hp_lsp.dialects.gin.runs.gin_version import OLD_LISTS, asks_for_old, installed_parameters
from hp_lsp.text.edits import Edit


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each list under its old name."""
    for call in calls(view, document, *REGISTERING):
        for one in call.arguments:
            new = OLD_LISTS.get(one.keyword)
            level = _level(view, call.function, one.keyword, new) if new else None
            severity = severity_at(view, document, call.span, level) if level else None
            if new and severity:
                message = f"gin-config 0.5 takes no `{one.keyword}`; write `{new}`."
                fix = Fix(f"Change to `{new}`", ((document.path, Edit(one.key, new)),), safe=True)
                yield RULE.problem(one.key, message, severity, fixes=(fix,))


def _level(view: View, function: str, old: str, new: str) -> Severity | None:
    taken = installed_parameters(view, function)
    if taken is None or asks_for_old(view):
        return Severity.WARNING
    if old not in taken:
        return Severity.ERROR
    return Severity.INFORMATION if new in taken else None


RULE = Rule("GIN410", "old-list-argument", Severity.ERROR, __doc__ or "", check)
