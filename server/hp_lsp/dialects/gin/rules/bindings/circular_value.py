"""Reports a value that needs itself.

## What it does
Follows macros and evaluated references through the values that win, scopes included, and points at the first line of a
circle.

## Why it matters
Gin looks values up when a function is called and does not pass them itself. It then goes round until Python stops it
with a `RecursionError`.

## Example that fails
```gin
width = %height
height = %width
Net.width = %width
```

## Example that passes
```gin
width = 64
height = %width
Net.width = %width
```
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Problem, Related, Rule, Severity, View
from hp_lsp.dialects.gin.effective.applied import effective
from hp_lsp.dialects.gin.effective.calls import Call, Calls, circles
from hp_lsp.dialects.gin.effective.slots import Assignment
from hp_lsp.text.span import Location


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each circle, at its first line in this file."""
    read = effective(view, document.path)
    winners = (history[-1] for history in read.slots.values())
    calls = Calls(read)
    own = (one.slot for one in winners if one.slot.key in calls.keys and one.path == document.path)
    starts = (Call(slot.scope, slot.key) for slot in own)
    told: set[tuple[str, int]] = set()
    for circle in circles(calls, starts) if calls.keys else ():
        here = sorted((one for one in circle if one.path == document.path), key=lambda one: one.name)
        if here and told.isdisjoint(one.place for one in circle):
            told.update(one.place for one in circle)
            first = circle.index(here[0])
            yield _problem((*circle[first:], *circle[:first]))


def _problem(circle: tuple[Assignment, ...]) -> Problem:
    first = circle[0]
    way = " needs ".join(f"`{_name(one)}`" for one in (*circle, first))
    related = tuple(Related(Location(one.path, one.name), f"`{_name(one)}`") for one in circle[1:])
    return RULE.problem(first.name, f"This value needs itself: {way}.", related=related)


def _name(assignment: Assignment) -> str:
    return f"%{assignment.slot.scope}" if assignment.slot.is_macro else assignment.left_side


RULE = Rule("GIN203", "circular-value", Severity.WARNING, __doc__ or "", check)
