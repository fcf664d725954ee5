"""Reports what a file registers or binds after it has locked Gin's config.

## What it does
Follows a file from top to bottom: `gin.finalize()`, and `gin.parse_config_files_and_bindings` unless it is given
`finalize_config=False`, lock the config. After that nothing may be registered, bound or finalized again in the same
place, until `gin.unlock_config` or `gin.clear_config`. It is a warning inside a function or branch, or where another
file unlocks the config.

## Why it matters
Gin stops: "Attempted to add a new configurable after the config was locked" or "Finalize called twice".

## Example that fails
```python
gin.parse_config_files_and_bindings(["train.gin"], [])
gin.external_configurable(Adam)
```

## Example that passes
```python
gin.external_configurable(Adam)
gin.parse_config_files_and_bindings(["train.gin"], [])
```
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from hp_lsp.dialects.base import Document, Problem, Related, Rule, Severity, View
from hp_lsp.dialects.gin.rules.code.placement import placement, severity_at
from hp_lsp.dialects.gin.rules.code.registrations import (
    REGISTERING,
    descriptor_below,
    facts_of,
    files_calling,
)
from hp_lsp.text.span import Location, Span


class _Step(NamedTuple):
    """Something that a file does with Gin's config: `locks` it, `unlocks` it, or `needs` it unlocked.

    What locks needs it unlocked, too.
    """

    span: Span
    does: Literal["locks", "unlocks", "needs"]


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each step that finds the config locked by one above it in the same body."""
    locks: list[Span] = []
    for step in sorted(set(_steps(view, document))):
        if step.does == "unlocks":
            locks.clear()
            continue
        lock = next((one for one in locks if _is_same_body(view, document, one, step.span)), None)
        severity = _severity(view, document, step.span) if lock else None
        if lock is not None and severity is not None:
            related = (Related(Location(document.path, lock), "locked here"),)
            message = "Gin refuses this: the config has been locked above."
            yield RULE.problem(step.span, message, severity, related=related)
        elif step.does == "locks":
            locks.append(step.span)


def _steps(view: View, document: Document) -> Iterator[_Step]:
    facts = facts_of(view, document)
    for call in facts.calls:
        if call.function in REGISTERING and (call.called or descriptor_below(call) is None):
            yield _Step(call.span, "needs")
        elif call.function == "finalize":
            yield _Step(call.span, "locks")
        elif call.function in ("unlock_config", "clear_config"):
            yield _Step(call.span, "unlocks")
    yield from (_Step(load.span, "locks") for load in facts.loads if load.finalizes)
    yield from (_Step(key.span, "needs") for key in facts.keys if key.role == "binding")


def _severity(view: View, document: Document, span: Span) -> Severity | None:
    """Return how bad it is; less, or nothing, where a function of another file may have unlocked the config."""
    found = severity_at(view, document, span, RULE.severity)
    if found is None or not files_calling(view, "unlock_config", "clear_config") - {document.path}:
        return found
    return Severity.WARNING if found is Severity.ERROR else None


def _is_same_body(view: View, document: Document, lock: Span, later: Span) -> bool:
    """Tell whether whoever gets to the second place has passed the first."""
    first, second = placement(view, document, lock), placement(view, document, later)
    return (
        not first.silent
        and first.functions == second.functions
        and set(first.branches) <= set(second.branches)
    )


RULE = Rule("GIN250", "locked-config", Severity.ERROR, __doc__ or "", check)
