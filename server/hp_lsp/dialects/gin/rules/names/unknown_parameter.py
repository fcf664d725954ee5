"""Reports a binding for a parameter that the configurable does not have.

## What it does
Compares the bound name with the parameters of the function or constructor, inherited ones and dataclass fields
included. Nothing is said where a base class or a decorator could not be read, or where `**kwargs` takes any name. It
is a warning where code that could not be read may register the same name, unless this one is certainly imported.

## Why it matters
Gin stops with "doesn't have a parameter named".

## Example that fails
```gin
Adam.learning_rat = 1e-3
```
for `def __init__(self, learning_rate)`.

## Example that passes
```gin
Adam.learning_rate = 1e-3
```
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Fix, Problem, Related, Rule, Severity, View
from hp_lsp.dialects.gin.code.registry import Registry
from hp_lsp.dialects.gin.names.mentions import Bound, Mentions
from hp_lsp.dialects.gin.names.resolve import resolve
from hp_lsp.dialects.gin.names.suggest import did_you_mean, similar_parameters
from hp_lsp.dialects.gin.runs.certainty import refusal_is
from hp_lsp.text.edits import Edit
from hp_lsp.text.span import Location, Span


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each parameter that none of the configurables meant has."""
    for statement, bound in resolve(view, document).each("not taken", _not_taken):
        certainty = refusal_is(view, document, bound, statement.span.start)
        if certainty != "doubtful":
            severity = Severity.ERROR if certainty == "certain" else Severity.WARNING
            yield _problem(view, document, bound, statement.at(bound.span), severity)


def _not_taken(found: Mentions) -> tuple[Bound, ...]:
    """Return the parameters in a line that nothing has which is meant."""
    return tuple(one for one in found.bounds if one.refusal == "no parameter")


def _problem(view: View, document: Document, bound: Bound, span: Span, severity: Severity) -> Problem:
    registry: Registry = view.index("gin")
    configurable = bound.meaning.configurables[0]
    near = similar_parameters(registry, configurable, bound.parameter)
    message = f"`{configurable.key}` has no parameter `{bound.parameter}`{did_you_mean(near)}"
    fixes = tuple(Fix(f"Change to `{name}`", ((document.path, Edit(span, name)),)) for name in near)
    declared = configurable.declaration
    related = (
        (Related(Location(declared.path, declared.span), f"`{configurable.key}` is declared here"),)
        if declared
        else ()
    )
    return RULE.problem(span, message, severity, related=related, fixes=fixes)


RULE = Rule("GIN102", "unknown-parameter", Severity.ERROR, __doc__ or "", check)
