"""Reports a selector that is the end of several registered names.

## What it does
Reports it where all the configurables it may mean are imported together: from one file, by the config's own imports
above, or by every program of the workspace that reads configs. Where they are not, or where one is registered under a
condition, one run may know one of them only, and nothing is said.

## Why it matters
Gin stops with "Ambiguous selector".

## Example that fails
```gin
Linear.use_bias = False
```
where both `model.Linear` and `schedules.Linear` are registered.

## Example that passes
```gin
model.Linear.use_bias = False
```
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Fix, Problem, Related, Rule, Severity, View
from hp_lsp.dialects.gin.code.registry import Registry
from hp_lsp.dialects.gin.names.lookup import is_dynamic
from hp_lsp.dialects.gin.names.mentions import Mentions, Named
from hp_lsp.dialects.gin.names.resolve import resolve
from hp_lsp.dialects.gin.runs.together import are_imported_together
from hp_lsp.text.edits import Edit
from hp_lsp.text.span import Location, Span

MOST_NAMED = 4


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each name with several meanings in one run."""
    if is_dynamic(document):
        return
    for statement, named in resolve(view, document).each("ambiguous", _ambiguous):
        several = named.meaning.configurables
        if are_imported_together(view, document, several, named.text, statement.span.start):
            yield _problem(view, document, named, statement.at(named.span))


def _ambiguous(found: Mentions) -> tuple[Named, ...]:
    """Return the names in a line that have several meanings."""
    return tuple(
        one for one in found.selectors if len(one.meaning.configurables) > 1 and one.place != "prefix"
    )


def _problem(view: View, document: Document, named: Named, span: Span) -> Problem:
    registry: Registry = view.index("gin")
    names = [registry.minimal_selector(one.key) for one in named.meaning.configurables[:MOST_NAMED]]
    listed = " or ".join(f"`{name}`" for name in names)
    fixes = tuple(Fix(f"Change to `{name}`", ((document.path, Edit(span, name)),)) for name in names)
    related = tuple(
        Related(Location(one.declaration.path, one.declaration.span), f"`{one.key}`")
        for one in named.meaning.configurables[:MOST_NAMED]
        if one.declaration
    )
    message = f"`{named.text}` is ambiguous; write {listed}."
    return RULE.problem(span, message, related=related, fixes=fixes)


RULE = Rule("GIN103", "ambiguous-selector", Severity.ERROR, __doc__ or "", check)
