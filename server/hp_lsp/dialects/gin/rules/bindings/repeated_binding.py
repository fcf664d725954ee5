"""Reports a binding that says again what an included file has said.

## What it does
Points at a line that binds a parameter or macro to the very value that it has from an include further up.

## Why it matters
The line changes nothing now, and it will keep the old value when the included file is changed.

## Example that fails
```gin
include 'base.gin'
train.steps = 100
```
where `base.gin` says `train.steps = 100`.

## Example that passes
```gin
include 'base.gin'
train.steps = 200
```
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Problem, Related, Rule, Severity, View
from hp_lsp.dialects.gin.configs import gin_config_at
from hp_lsp.dialects.gin.effective.applied import effective
from hp_lsp.dialects.gin.effective.slots import Assignment
from hp_lsp.dialects.gin.effective.values import comparable
from hp_lsp.dialects.gin.names.lookup import is_dynamic
from hp_lsp.dialects.gin.rules.bindings.removal import removal
from hp_lsp.text.span import Location


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each line that has the value of the included line that it overrides."""
    if document.tree.errors:
        return
    for history in effective(view, document.path).slots.values():
        if len(history) > 1 and history[-1].path == document.path != history[-2].path:
            before, again = history[-2:]
            if _are_alike(view, before, again):
                related = (Related(Location(before.path, before.name), "it has this value already"),)
                yield RULE.problem(
                    again.name,
                    "An included file binds the same value.",
                    related=related,
                    fixes=removal(document, again.statement, "Remove this binding"),
                    unnecessary=True,
                )


def _are_alike(view: View, one: Assignment, other: Assignment) -> bool:
    if one.value is None or other.value is None or comparable(one.value) != comparable(other.value):
        return False
    documents = (gin_config_at(view, one.path), gin_config_at(view, other.path))
    return not any(document is None or is_dynamic(document) for document in documents)


RULE = Rule("GIN314", "repeated-binding", Severity.HINT, __doc__ or "", check)
