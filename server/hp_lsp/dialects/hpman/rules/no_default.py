"""Reports a hyper-parameter that no call gives a default.

## What it does
Looks for names that are read and have no default in any file of the workspace. Nothing is said of a name below which
there are others: reading it gives all of those. Nothing is said either where some code sets values whose names are not
written there, such as `_.set_values(yaml.safe_load(file))`, where this name is set, or where a file cannot be read.
Where it is not known which files are parsed, only a name that is likely a slip of another is reported.

## Why it matters
The call raises `KeyError`, and there is neither a flag for the name nor an entry in saved files.

## Example that fails
```python
_("learning_rate", 0.1)
print(_("learning_rat"))
```

## Example that passes
```python
_("learning_rate", 0.1)
print(_("learning_rate"))
```

## Fix
Writes the name that is nearest; not safe.
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Problem, Rule, Severity, View
from hp_lsp.dialects.hpman.index import Index
from hp_lsp.dialects.hpman.misuse import NOT_MANAGERS
from hp_lsp.dialects.hpman.rules.raised import fix
from hp_lsp.text.similar import similar


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each call of a name without any default."""
    index: Index = view.index("hpman")
    for named, call in index.calls_in(document.path) if view.complete else ():
        if named.manager in NOT_MANAGERS:
            continue
        if call.default is not None or call.fault or call.is_guarded:
            continue
        if index.may_have_value(named.manager, named.name):
            continue
        if any(hint.name in ("hp_value", "default", "value") for hint in call.hints):
            continue
        near = similar(named.name, index.defaults.get(named.manager, ()), most=1)
        if index.reads_unknown(named.manager) and not near:
            continue
        message = f"No call gives `{named.name}` a default" + (
            f"; did you mean `{near[0]}`?" if near else "."
        )
        fixes = (
            fix(document, f"Change to `{near[0]}`", (call.span, near[0])) if near and call.is_plain else ()
        )
        yield RULE.problem(call.span, message, fixes=fixes)


RULE = Rule("HPM101", "no-default", Severity.WARNING, __doc__ or "", check)
