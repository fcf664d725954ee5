"""Reports calls of `hpargparse.bind` whose `inject_actions` leave out what it needs.

## What it does
Looks at literal lists, and `False`: `load`, `save` and `list` must be there. It is an error where the file parses
arguments, and gives them no defaults of its own, else a warning.

## Why it matters
hpargparse looks for all three whenever arguments are parsed, and `parse_args` raises `AttributeError`.

## Example that fails
```python
hpargparse.bind(parser, _, inject_actions=["load"])
```

## Example that passes
```python
hpargparse.bind(parser, _, inject_actions=["load", "save", "list"])
```
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Problem, Rule, Severity, View
from hp_lsp.dialects.hpman.index import Index


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each call without one of the three."""
    index: Index = view.index("hpman")
    for bind in index.facts[document.path].binds:
        missing = [
            one for one in ("load", "save", "list") if bind.actions is not None and one not in bind.actions
        ]
        if missing and bind.actions_span is not None:
            shown = ", ".join(f"`{one}`" for one in missing)
            message = f"`parse_args` fails without {shown}: hpargparse needs all three."
            severity = Severity.ERROR if bind.is_asked else Severity.WARNING
            yield RULE.problem(bind.actions_span, message, severity)


RULE = Rule("HPM207", "missing-action", Severity.ERROR, __doc__ or "", check)
