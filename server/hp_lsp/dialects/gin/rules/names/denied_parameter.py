"""Reports a binding for a parameter that the code keeps from Gin.

## What it does
Compares the bound name with the `allowlist` or `denylist` with which the configurable is registered.

## Why it matters
Gin stops with "has denylisted kwarg" or "doesn't include kwarg in its allowlist".

## Example that fails
```gin
evaluate.dataset = @validation()
```
for `@gin.configurable(allowlist=['max_batches'])`.

## Example that passes
```gin
evaluate.max_batches = 4
```
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Problem, Related, Rule, Severity, View
from hp_lsp.dialects.gin.names.mentions import Bound, Mentions
from hp_lsp.dialects.gin.names.resolve import resolve
from hp_lsp.dialects.gin.runs.certainty import refusal_is
from hp_lsp.text.span import Location


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each parameter that no configurable meant lets Gin bind."""
    for statement, bound in resolve(view, document).each("denied", _denied):
        certainty = refusal_is(view, document, bound, statement.span.start)
        if certainty == "doubtful":
            continue
        configurable = bound.meaning.configurables[0]
        message = (
            f"Gin may not bind `{bound.parameter}` of `{configurable.key}`: its {bound.refusal} forbids it."
        )
        at = configurable.registered_at
        related = (Related(Location(at.path, at.span), "registered here"),) if at else ()
        severity = Severity.ERROR if certainty == "certain" else Severity.WARNING
        yield RULE.problem(statement.at(bound.span), message, severity, related=related)


def _denied(found: Mentions) -> tuple[Bound, ...]:
    """Return the parameters in a line that a list forbids to bind."""
    return tuple(one for one in found.bounds if one.refusal in ("allowlist", "denylist"))


RULE = Rule("GIN106", "denied-parameter", Severity.ERROR, __doc__ or "", check)
