"""Reports configs that a sweep generates more than once.

## What it does
Points at a value of an axis, a row of a table or an alternative of a `union` that is there already, and, where a
`union` gives equal configs in another way, at the value that completes the first of them. What is equal is written
alike or comes to the same value: `1` and `2 - 1`, but not `1` and `1.0`. Very large unions are searched in part; the
message then says "at least". Nothing is said where one parameter may have two keys (`alias-key`): order matters then.

## Why it matters
Each of these configs is a run that has been made before.

## Example that fails
```hyperion
Trainer.learning_rate = 0.1
Trainer.batch_size = 32
union:
    Trainer.learning_rate: [0.1, 0.01]
    Trainer.batch_size: [32, 64]
```

## Example that passes
```hyperion
Trainer.learning_rate = 0.1
Trainer.batch_size = 32
union:
    Trainer.learning_rate: [0.1, 0.01]
    Trainer.batch_size: [64]
```
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Problem, Related, Rule, Severity, View
from hp_lsp.dialects.hyperion.algebra.effects import dead_alternatives, overridden
from hp_lsp.dialects.hyperion.algebra.repeats import Overlap, overlap, repeats
from hp_lsp.dialects.hyperion.rules.swept import may_have_aliases, swept
from hp_lsp.dialects.hyperion.sweep import Sweep
from hp_lsp.text.span import Location

_LONGEST_NUMBER = 10**12


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each value, row and alternative that repeats configs, else for one overlap of unions."""
    sweep = swept(view, document)
    if sweep is None or may_have_aliases(sweep):
        return
    repeated = list(repeats(sweep))
    for found in repeated:
        related = (Related(Location(document.path, found.first), "the same"),)
        message = f"This {found.kind} is there already: its configs are generated again."
        yield RULE.problem(found.span, message, related=related, unnecessary=True)
    if not repeated and not _is_explained(sweep):
        other = overlap(sweep)
        if other is not None:
            yield RULE.problem(other.span, _message(sweep, other))


def _is_explained(sweep: Sweep) -> bool:
    """Tell whether another rule says what makes configs equal."""
    return any(len(found.choice.columns) == 1 for found in overridden(sweep)) or any(
        True for _ in dead_alternatives(sweep)
    )


def _message(sweep: Sweep, found: Overlap) -> str:
    most = "" if found.exact else "at least "
    if sweep.count > _LONGEST_NUMBER:
        return "This gives configs that the sweep has generated before."
    return (
        f"Config {found.again} is the same as config {found.first}: "
        f"{most}{found.repeated} of {sweep.count} configs {'is' if found.repeated == 1 else 'are'} generated again."
    )


RULE = Rule("HYP304", "repeated-config", Severity.WARNING, __doc__ or "", check)
