"""Reports a manager that is bound by hpargparse and never parsed.

## What it does
Looks for `hpargparse.bind(parser, hp)` where no file of the workspace calls `hp.parse_file` or `hp.parse_source`, while
files give defaults by calls of `hp`.

## Why it matters
hpargparse makes a flag of each hyper-parameter that is known when it is called. Without parsing there are none, and
every flag is refused.

## Example that fails
```python
_.parse_file("model.py")
hpargparse.bind(parser, hp)
```

## Example that passes
```python
hp.parse_file("model.py")
hpargparse.bind(parser, hp)
```
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Problem, Rule, Severity, View
from hp_lsp.dialects.hpman.index import Index


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each manager that is bound and not parsed."""
    index: Index = view.index("hpman")
    for bind in index.facts[document.path].binds if view.complete else ():
        if bind.manager in index.defaults and not index.may_be_parsed(bind.manager):
            message = (
                f"Nothing parses files for `{bind.manager}`, so there are no flags; call `parse_file` first."
            )
            yield RULE.problem(bind.span, message)


RULE = Rule("HPM310", "unparsed-manager", Severity.WARNING, __doc__ or "", check)
