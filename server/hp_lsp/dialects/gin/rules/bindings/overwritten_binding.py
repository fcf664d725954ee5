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

from hp_lsp.dialects.base import Document, Fix, Problem, Related, Rule, Severity, View
from hp_lsp.dialects.gin.effective.applied import effective
from hp_lsp.dialects.gin.effective.slots import Assignment
from hp_lsp.dialects.gin.tree import Statement
from hp_lsp.text.edits import Edit
from hp_lsp.text.span import Location, Span


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each line of the file whose value is overwritten when the file has been read."""
    if document.tree.errors:
        return
    alone = frozenset(top.body[0].span for top in document.tree.statements if len(top.body) == 1)
    for history in effective(view, document.path).slots.values():
        winner = history[-1]
        for one in history[:-1]:
            if one.path == document.path:
                yield _problem(document, one, winner, removable=one.statement.span not in alone)


def _problem(document: Document, dead: Assignment, winner: Assignment, *, removable: bool) -> Problem:
    related = (Related(Location(winner.path, winner.name), "this value counts"),)
    name = f"%{dead.slot.scope}" if dead.slot.is_macro else dead.left_side
    if winner.path != document.path:
        message = f"A file included below binds `{name}` again; this value is never used."
        return RULE.problem(dead.name, message, Severity.INFORMATION, related=related, unnecessary=True)
    message = f"`{name}` is bound again below; this value is never used."
    fixes = (_removal(document, dead.statement),) if removable else ()
    return RULE.problem(dead.name, message, related=related, fixes=fixes, unnecessary=True)


def _removal(document: Document, statement: Statement) -> Fix:
    """Return the removal of a line, which must not be the only one of a block."""
    text = document.text
    first, last = text.position(statement.span.start).line, text.position(statement.span.end).line
    whole = Span(text.line_span(first).start, text.line_span(last + 1).start)
    return Fix("Remove this binding", ((document.path, Edit(whole, "")),))


RULE = Rule("GIN313", "overwritten-binding", Severity.WARNING, __doc__ or "", check)
