"""Reports names in `get_value` and `set_value` that no hyper-parameter has.

## What it does
Looks for names that stand in no call of the manager. For `set_value` and `set_values` only a name that is likely a slip
of a known one is reported, since they may make new hyper-parameters. Nothing is said of `get_value` where the name may
get a value elsewhere.

## Why it matters
`get_value` raises `KeyError`. `set_value` makes a new hyper-parameter without a word, and the one that was meant keeps
its value.

## Example that fails
```python
_("learning_rate", 0.1)
_.set_value("learning_rat", 0.2)
```

## Example that passes
```python
_("learning_rate", 0.1)
_.set_value("learning_rate", 0.2)
```

## Fix
Writes the name that is nearest; not safe.
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Problem, Rule, Severity, View
from hp_lsp.dialects.hpman.index import Index
from hp_lsp.dialects.hpman.rules.raised import fix
from hp_lsp.text.similar import similar


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each name that is not known."""
    index: Index = view.index("hpman")
    for named, use in index.uses_in(document.path) if view.complete else ():
        if named in index.calls or use.is_branch or use.is_guarded or use.method in ("exists", "get_tree"):
            continue
        known = [one.name for one in index.known_from(document.path, named.manager)]
        near = similar(named.name, known, most=1)
        is_read = not use.method.startswith("set_")
        if not near and (not is_read or not known or index.may_have_value(named.manager, named.name)):
            continue
        if index.is_branch(named) or index.is_built_up(named.manager, named.name):
            continue
        message = f"No call has the hyper-parameter `{named.name}`" + (
            f"; did you mean `{near[0]}`?" if near else "."
        )
        is_fixed = near and use.is_plain and not use.is_nested
        fixes = fix(document, f"Change to `{near[0]}`", (use.span, near[0])) if is_fixed else ()
        yield RULE.problem(use.span, message, fixes=fixes)


RULE = Rule("HPM105", "unknown-name", Severity.WARNING, __doc__ or "", check)
