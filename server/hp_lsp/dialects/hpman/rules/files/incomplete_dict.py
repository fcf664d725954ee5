"""Points out a mapping in a YAML file that leaves out keys of the default.

## What it does
Compares the keys of a mapping with those of the dict that is the default.

## Why it matters
The mapping replaces the default, and is not merged with it: the keys that are left out are gone.

## Example that fails
```yaml
scheduler: {gamma: 0.1}
```
with `_("scheduler", {"step": 10, "gamma": 0.5})`.

## Example that passes
```yaml
scheduler: {step: 10, gamma: 0.1}
```
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Problem, Rule, Severity, View
from hp_lsp.dialects.hpman.config.known import first_call, judged, known_in
from hp_lsp.dialects.hpman.config.nodes import Mapping, Tree
from hp_lsp.dialects.hpman.config.values import NoValueError, value_of
from hp_lsp.dialects.hpman.literals import literal_of


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each mapping that leaves out keys."""
    known = known_in(view, document.path)
    tree: Tree = document.tree
    for one in judged(view, document):
        several = known.names.get(one.name, ())
        default = literal_of(first_call(view, several[0]).default or "") if len(several) == 1 else None
        if not isinstance(default, dict) or not isinstance(one.value, Mapping):
            continue
        try:
            value = value_of(tree, one.value)
        except NoValueError:
            continue
        missing = [f"`{key}`" for key in default if key not in value]
        if missing:
            message = f"This replaces the default of `{one.name}`, which also has {', '.join(missing)}."
            yield RULE.problem(one.key.span, message)


RULE = Rule("HPM305", "incomplete-dict", Severity.INFORMATION, __doc__ or "", check)
