"""Reports a binding whose value is never used, because it is bound again.

## What it does
Applies the config's lines and its includes in order, whatever the spelling: `models.train.steps` and `train.steps` are
one parameter. It points at a line when a later one of the same file binds the same again (a warning), or a file that is
included further down (information). A file that Gin cannot read is left alone.

## Why it matters
The last one wins, without a word. One of the two values is not what the reader takes it for.

## Example that fails
```gin
train.steps = 100
train.batch_size = 32
train.steps = 1000
```

## Example that passes
```gin
train.steps = 1000
train.batch_size = 32
```
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Problem, Related, Rule, Severity, View
from hp_lsp.dialects.gin.effective.applied import effective
from hp_lsp.dialects.gin.effective.slots import Assignment
from hp_lsp.dialects.gin.names.kinds import may_be_bound
from hp_lsp.dialects.gin.rules.bindings.removal import removal
from hp_lsp.text.span import Location


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each line of the file whose value is overwritten when the file has been read."""
    if document.tree.errors:
        return
    for slot, history in effective(view, document.path).slots.items():
        if len(history) == 1:
            continue
        if not slot.is_macro and not may_be_bound(view, slot.key, slot.parameter):
            continue  # it has no value at all, which another rule says
        winner = history[-1]
        for one in history[:-1]:
            if one.path == document.path:
                yield _problem(document, one, winner)


def _problem(document: Document, dead: Assignment, winner: Assignment) -> Problem:
    related = (Related(Location(winner.path, winner.name), "this value counts"),)
    name = f"%{dead.slot.scope}" if dead.slot.is_macro else dead.left_side
    if winner.path != document.path:
        message = f"A file included below binds `{name}` again; this value is never used."
        return RULE.problem(dead.name, message, Severity.INFORMATION, related=related, unnecessary=True)
    message = f"`{name}` is bound again below; this value is never used."
    fixes = removal(document, dead.statement, "Remove this binding")
    return RULE.problem(dead.name, message, related=related, fixes=fixes, unnecessary=True)


RULE = Rule("GIN313", "overwritten-binding", Severity.WARNING, __doc__ or "", check)
