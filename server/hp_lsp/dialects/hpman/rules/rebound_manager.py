"""Reports calls of a manager's name that a loop, an unpacking or a comprehension has bound to something else.

## What it does
`_` is also the name of what nobody needs: `for _ in range(3)`. Looks for the first call with a string in the same
scope, behind such a binding, and in a function also before it. It is an error where the loop runs over a `range`, or
the name is not bound yet, else a warning.

## Why it matters
The call is one of a number: `TypeError`. In a function the name is local everywhere: a call before the loop raises
`UnboundLocalError`.

## Example that fails
```python
def train():
    for _ in range(_("epochs", 10)):
        step(_("lr", 0.1))
```

## Example that passes
```python
def train():
    for _epoch in range(_("epochs", 10)):
        step(_("lr", 0.1))
```
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Problem, Related, Rule, Severity, View
from hp_lsp.dialects.hpman.index import Index
from hp_lsp.text.span import Location


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each such call."""
    index: Index = view.index("hpman")
    for one in index.misuses_in(document.path):
        bound = (
            () if one.cause is None else (Related(Location(document.path, one.cause), "it is bound here"),)
        )
        severity = Severity.ERROR if one.certain else Severity.WARNING
        if one.kind == "rebound":
            message = f"`{one.text}` is something else here: a loop or an unpacking has taken the name."
            yield RULE.problem(one.span, f"{message} Give that another name.", severity, related=bound)
        elif one.kind == "unbound":
            message = f"`{one.text}` is a local name here, because it is bound below, and has no value yet."
            yield RULE.problem(one.span, f"{message} Give that another name.", severity, related=bound)


RULE = Rule("HPM205", "rebound-manager", Severity.ERROR, __doc__ or "", check)
