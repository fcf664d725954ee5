"""Points out what upstream Hyperion 0.1.0 refuses, though Gin and hp-lsp read it.

## What it does
Where upstream Hyperion is in the project's environment, it points at the first place of each kind, and says how many
more there are: comments on lines of their own, strings and numbers that only Gin knows, words of the language as
names, macros with a scope, `from` and `as`, imports below other statements, blocks of Gin, and a sign behind `**`.

## Why it matters
`hp-lsp --expand` reads such a sweep; upstream's own command stops with a traceback, and so does a program that has
imported `hyperion` and reads the file.

## Example that fails
```hyperion
Trainer.seed: [1, 2]
# The learning rate.
Trainer.learning_rate = 1_000e-6
```

## Example that passes
```hyperion
Trainer.seed: [1, 2]
Trainer.learning_rate = 1000e-6  # The learning rate.
```
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Problem, Rule, Severity, View
from hp_lsp.dialects.hyperion.compatibility import CAUSES, Cause, upstream_rejects
from hp_lsp.dialects.hyperion.upstream import has_upstream
from hp_lsp.text.span import Span


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each kind of thing that upstream refuses."""
    if document.tree.errors or not has_upstream(view):
        return
    places: defaultdict[Cause, list[Span]] = defaultdict(list)
    for refusal in upstream_rejects(document.text.source, document.tree):
        places[refusal.cause].append(refusal.span)
    for cause, spans in places.items():
        others = f" ({len(spans) - 1} more below)" if len(spans) > 1 else ""
        yield RULE.problem(min(spans), f"Upstream Hyperion 0.1.0 refuses {CAUSES[cause]}{others}.")


RULE = Rule("HYP403", "refused-upstream", Severity.INFORMATION, __doc__ or "", check)
