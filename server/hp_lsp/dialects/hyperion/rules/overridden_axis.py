"""Reports an axis that multiplies the configs, though a later statement binds its key anew in all of them.

## What it does
Points at the key of the axis, or of the table column, whose values are in no config. Nothing is said of a key
that is bound anew in some of the configs only.

## Why it matters
The sweep runs the same config once for each of the values.

## Example that fails
```hyperion
Trainer.seed: [1, 2, 3]
Trainer.seed = 0
```

## Example that passes
```hyperion
Trainer.seed = 0
Trainer.seed: [1, 2, 3]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Problem, Related, Rule, Severity, View
from hp_lsp.dialects.hyperion.algebra.effects import Overridden, overridden
from hp_lsp.dialects.hyperion.rules.swept import swept
from hp_lsp.text.span import Location


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each axis and table column without effect."""
    sweep = swept(view, document)
    for found in overridden(sweep) if sweep else ():
        related = (Related(Location(document.path, found.by), f"`{found.key}` is bound again here"),)
        yield RULE.problem(found.column, _message(document, found), related=related)


def _message(document: Document, found: Overridden) -> str:
    line = document.text.position(found.by.start).line + 1
    kind = "this column" if found.choice.kind == "table" else "this axis"
    return f"The values of {kind} have no effect: `{found.key}` is bound again on line {line}."


RULE = Rule("HYP302", "overridden-axis", Severity.WARNING, __doc__ or "", check)
