"""Reports subscripts of a manager, and attributes that it does not have.

## What it does
Looks at names that a file binds once, to hpman's manager: `_["lr"]` and `_.lr`.

## Why it matters
A manager is called: `_("lr")`. A subscript raises `TypeError`, an unknown attribute `AttributeError`, and `_.lr = 3`
sets an attribute that nobody reads.

## Example that fails
```python
rate = _["lr"]
```

## Example that passes
```python
rate = _("lr")
```

## Fix
Calls the manager, where the name is known; not safe.
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Fix, Problem, Rule, Severity, View
from hp_lsp.dialects.hpman.facts import Misuse
from hp_lsp.dialects.hpman.index import Index
from hp_lsp.dialects.hpman.misuse import ATTRIBUTES
from hp_lsp.dialects.hpman.rules.raised import fix
from hp_lsp.text.similar import similar


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each of them."""
    index: Index = view.index("hpman")
    for one in index.misuses_in(document.path):
        if one.kind not in ("item", "attribute", "assignment"):
            continue
        if index.is_patched:
            continue
        known = {named.name for named in index.known_from(document.path, one.manager)}
        severity = Severity.WARNING if one.kind == "assignment" else Severity.ERROR
        yield RULE.problem(one.span, _message(one, known), severity, fixes=_fixes(document, one, known))


def _message(one: Misuse, known: set[str]) -> str:
    if one.kind == "item":
        shown = one.text if one.text in known else "name"
        return f'A manager has no items; call it: `{one.manager}("{shown}")`.'
    if one.kind == "assignment":
        return f'This sets no hyper-parameter; write `{one.manager}.set_value("{one.text}", …)`.'
    if one.text == "db":
        return "Managers have no `db` since hpman 0.11; use `get_nodes()` or `tree`."
    near = similar(one.text, ATTRIBUTES, 1)
    if one.text in known or not near:
        return f'A manager has no attribute `{one.text}`; hyper-parameters are read by a call: `{one.manager}("name")`.'
    return f"A manager has no attribute `{one.text}`; did you mean `{near[0]}`?"


def _fixes(document: Document, one: Misuse, known: set[str]) -> tuple[Fix, ...]:
    if one.text not in known or one.kind == "assignment" or '"' in one.text or "\\" in one.text:
        return ()
    return fix(document, "Call the manager", (one.span, f'{one.manager}("{one.text}")'))


RULE = Rule("HPM204", "no-such-attribute", Severity.ERROR, __doc__ or "", check)
