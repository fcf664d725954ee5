"""Reports dicts given to `set_values` for names that have others below them, and `get_tree` of a single value.

## What it does
`set_values` takes whole names: `{"optim.lr": 3}`. Looks for literal dicts given for a name below which there are
others, as `set_tree` takes them, and for `get_tree` with a name that has a default.

## Why it matters
hpman raises `ImpossibleTree` for the one, `AssertionError` for the other.

## Example that fails
```python
_("optim.lr", 0.1)
_.set_values({"optim": {"lr": 0.2}})
```

## Example that passes
```python
_("optim.lr", 0.1)
_.set_tree({"optim": {"lr": 0.2}})
```
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Problem, Rule, Severity, View
from hp_lsp.dialects.hpman.index import Index


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each of them."""
    index: Index = view.index("hpman")
    for named, use in index.uses_in(document.path):
        if use.method == "set_values" and use.is_branch and index.is_branch(named):
            yield RULE.problem(
                use.span,
                f"`set_values` takes whole names, and there are some below `{named.name}`.",
            )
        elif (
            use.method == "get_tree"
            and named in index.calls
            and index.calls[named][0].call.default is not None
        ):
            yield RULE.problem(use.span, f"`{named.name}` is one value, not a tree; use `get_value`.")


RULE = Rule("HPM208", "dict-for-branch", Severity.WARNING, __doc__ or "", check)
