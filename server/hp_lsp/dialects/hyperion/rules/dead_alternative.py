"""Reports an alternative of a `union` of which nothing is in any config.

## What it does
Points at an axis of one value, a row or a block in a `union` whose keys are all bound again below, in every config.
An axis of several values without effect is reported as `overridden-axis`.

## Why it matters
The alternative adds a config that has nothing of its own.

## Example that fails
```hyperion
union:
    Trainer.optimizer: [@Adam]
    Trainer.learning_rate: [0.1]
Trainer.optimizer = @SGD
```

## Example that passes
```hyperion
Trainer.optimizer = @SGD
union:
    Trainer.optimizer: [@Adam]
    Trainer.learning_rate: [0.1]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Problem, Related, Rule, Severity, View
from hp_lsp.dialects.hyperion.algebra.effects import dead_alternatives
from hp_lsp.dialects.hyperion.rules.swept import swept
from hp_lsp.text.span import Location


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each alternative without effect."""
    sweep = swept(view, document)
    for found in dead_alternatives(sweep) if sweep else ():
        line = document.text.position(found.by.start).line + 1
        message = (
            f"Nothing of this alternative is in any config: `{found.key}` is bound again on line {line}."
        )
        related = (Related(Location(document.path, found.by), f"`{found.key}` is bound again here"),)
        yield RULE.problem(found.part.span, message, related=related)


RULE = Rule("HYP305", "dead-alternative", Severity.WARNING, __doc__ or "", check)
