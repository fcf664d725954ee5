"""Reports one parameter that a sweep binds under two names.

## What it does
Points at a key that means the same parameter as another key of the same configs: `models.Transformer.width` and
`Transformer.width`.

## Why it matters
Hyperion compares keys as they are written. Neither replaces the other, so that a config has both, in the order in
which the keys first appear, and Gin takes the last one: not always the one that is bound last in the sweep. An axis of
the other still multiplies the configs.

## Example that fails
```hyperion
models.Transformer.width: [64, 128]
Transformer.width = 32
```

## Example that passes
```hyperion
models.Transformer.width: [64, 128]
```
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from hp_lsp.dialects.base import Document, Problem, Related, Rule, Severity, View
from hp_lsp.dialects.gin.names.resolve import resolve
from hp_lsp.dialects.hyperion.algebra.effects import meets
from hp_lsp.dialects.hyperion.rules.swept import may_have_aliases, swept
from hp_lsp.dialects.hyperion.sweep import Choice, Sweep
from hp_lsp.text.span import Location, Span

_MOST_PLACES = 100


class _Place(NamedTuple):
    """Where a parameter is bound, and the key that it is bound by."""

    key: str
    span: Span
    choice: Choice


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each further key of a parameter."""
    sweep = swept(view, document)
    if sweep is None or not sweep.count or not may_have_aliases(sweep):
        return
    are_together = meets(sweep)
    for places in _bound_by_several_keys(view, document, sweep):
        told: set[str] = set()
        for at, place in enumerate(places):
            others = (one for one in places[:at] if one.key != place.key and place.key not in told)
            first = next((one for one in others if are_together(one.choice, place.choice)), None)
            if first is not None:
                told.update((first.key, place.key))
                yield _problem(document, first, place)


def _bound_by_several_keys(view: View, document: Document, sweep: Sweep) -> Iterator[list[_Place]]:
    """Yield where each parameter is bound that has several keys, in the order of the text."""
    columns = {
        span.end: _Place(key, span, choice) for choice in sweep.choices for key, span in choice.columns
    }
    places: defaultdict[tuple[str, str, str], list[_Place]] = defaultdict(list)
    for statement, bound in resolve(view, document).bounds():
        place = columns.get(statement.at(bound.span).end)
        meant = bound.meaning.configurables
        if place is not None and len(meant) == 1:
            places[bound.scope, meant[0].key, bound.parameter].append(place)
    for found in places.values():
        if len({place.key for place in found}) > 1:
            yield found[:_MOST_PLACES]


def _problem(document: Document, first: _Place, again: _Place) -> Problem:
    message = (
        f"`{again.key}` and `{first.key}` are one parameter, but two keys, and neither replaces the other."
    )
    related = (Related(Location(document.path, first.span), f"`{first.key}`"),)
    return RULE.problem(again.span, message, related=related)


RULE = Rule("HYP308", "alias-key", Severity.WARNING, __doc__ or "", check)
