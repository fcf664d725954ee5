"""Points out a binding in a `union`, which is no alternative but applies to all of them.

## What it does
Points at the key of each binding that stands in a `union` beside alternatives, directly or in a `with` or Gin
block. A `union` without any alternative is reported as `empty-sweep`.

## Why it matters
What looks like an alternative is none, and what looks like the business of one `with` block reaches the
others: of two bindings of one key, the second is in all configs. Written before the `union`, or as an axis of
one value, the binding says what it means.

## Example that fails
```hyperion
union:
    Trainer.seed = 1
    Trainer.learning_rate: [0.1, 0.01]
```

## Example that passes
```hyperion
Trainer.seed = 1
union:
    Trainer.learning_rate: [0.1, 0.01]
    Trainer.batch_size: [32, 64]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Fix, Problem, Rule, Severity, View
from hp_lsp.dialects.hyperion.rules.rewrite import bindings_to_axes
from hp_lsp.dialects.hyperion.rules.swept import swept
from hp_lsp.dialects.hyperion.sweep import Choice, Union


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each binding that is hoisted out of a union with alternatives."""
    sweep = swept(view, document)
    for block in sweep.blocks if sweep else ():
        if isinstance(block, Union) and block.alternatives:
            yield from (_problem(document, binding) for binding in block.bindings)


def _problem(document: Document, binding: Choice) -> Problem:
    key, span = binding.columns[0]
    written = document.text.slice(span)
    message = f"This is no alternative: it binds `{key}` in all of them; did you mean `{written}: [...]`?"
    edits = tuple((document.path, edit) for edit in bindings_to_axes([binding]))
    return RULE.problem(span, message, fixes=(Fix("Make it an alternative", edits),))


RULE = Rule("HYP303", "hoisted-binding", Severity.INFORMATION, __doc__ or "", check)
