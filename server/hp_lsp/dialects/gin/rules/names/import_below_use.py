"""Reports a name that is used above the `import` that brings it.

## What it does
With dynamic registration a name holds from its import on, and using it above is an error. Without, a selector works
where anything has imported the module that registers it: it is an error where the config is read by programs of the
workspace that certainly have not, and information where no program is known to have.

## Why it matters
Gin reads a config from top to bottom, and stops with "No configurable matching" or with "was not provided by an import
statement".

## Example that fails
```gin
Model.width = 64
import model
```

## Example that passes
```gin
import model
Model.width = 64
```
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import TypeAlias

from hp_lsp.dialects.base import Document, Problem, Related, Rule, Severity, View
from hp_lsp.dialects.gin.names.lookup import DYNAMIC_REGISTRATION
from hp_lsp.dialects.gin.names.mentions import Named
from hp_lsp.dialects.gin.names.resolve import resolve
from hp_lsp.dialects.gin.runs.arrival import Arrivals, arrivals, imported_below
from hp_lsp.dialects.gin.runs.includes import placed_imports
from hp_lsp.dialects.gin.runs.programs import may_skip_unknown
from hp_lsp.dialects.gin.tree import Statement
from hp_lsp.text.span import Location

Uses: TypeAlias = Sequence[tuple[Statement, Named]]


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each selector whose import stands further down."""
    placed = placed_imports(document)
    if not placed or not view.complete:
        return
    last = placed[-1][0].span.start
    uses = [*takewhile(lambda use: use[0].span.start < last, resolve(view, document).selectors())]
    enabled = next((one for one, node in placed if node.module == DYNAMIC_REGISTRATION), None)
    if enabled is None:
        yield from _without_registration(view, document, uses)
    else:
        below = [(one, named) for one, named in uses if one.span.start > enabled.span.start]
        yield from _with_registration(view, document, below)


def _with_registration(view: View, document: Document, uses: Uses) -> Iterator[Problem]:
    binding = {node.bound: statement for statement, node in reversed(placed_imports(document))}
    for statement, named in uses:
        first = named.text.partition(".")[0]
        if first in binding and binding[first].span.start > statement.span.start:
            severity = Severity.WARNING if may_skip_unknown(view, document) else Severity.ERROR
            yield _problem(document, statement, named, first, binding[first], severity)


def _without_registration(view: View, document: Document, uses: Uses) -> Iterator[Problem]:
    reading = [one.span.start for one in document.tree.reading]
    known: dict[int, Arrivals] = {}
    for statement, named in uses:
        above = bisect(reading, statement.span.start)
        if above not in known:
            known[above] = arrivals(view, document, statement.span.start)
        found = imported_below(known[above], named.meaning.configurables)
        if found is not None:
            severity = Severity.ERROR if found.certain else Severity.INFORMATION
            yield _problem(document, statement, named, named.text, found.statement, severity)


def _problem(
    document: Document, statement: Statement, named: Named, name: str, below: Statement, severity: Severity
) -> Problem:
    place = Location(document.path, below.span)
    message = f"`{name}` is used above the import that brings it; move the import up."
    related = (Related(place, "imported here"),)
    return RULE.problem(statement.at(named.span), message, severity, related=related)


RULE = Rule("GIN320", "import-below-use", Severity.ERROR, __doc__ or "", check)
