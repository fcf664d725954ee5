"""Reports a binding for a method that is written without its class.

## What it does
A method that is registered together with its class is bound as `Class.method.parameter`. References and the heads of
blocks need no class.

## Why it matters
Gin stops with "Method referenced without class name".

## Example that fails
```gin
step.rate = 1
```
where `step` is a registered method of the registered class `Model`.

## Example that passes
```gin
Model.step.rate = 1
```

## Fix
Writes the class before the method. It is safe.
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Fix, Problem, Rule, Severity, View
from hp_lsp.dialects.gin.code.registry import Registry
from hp_lsp.dialects.gin.names.mentions import Mentions, Named
from hp_lsp.dialects.gin.names.resolve import resolve
from hp_lsp.dialects.gin.runs.together import is_method_of_class
from hp_lsp.text.edits import Edit
from hp_lsp.text.span import Span


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each method that is bound by one name."""
    for statement, named in resolve(view, document).each("methods", _methods):
        yield _problem(view, document, named, statement.at(named.span), statement.span.start)


def _methods(found: Mentions) -> tuple[Named, ...]:
    """Return the methods in a line that are bound by one name."""
    alone = (one for one in found.selectors if one.place in ("target", "block") and "." not in one.text)
    meant = ((one, one.meaning.configurables) for one in alone)
    return tuple(one for one, several in meant if len(several) == 1 and several[0].is_method)


def _problem(view: View, document: Document, named: Named, span: Span, at: int) -> Problem:
    registry: Registry = view.index("gin")
    method = named.meaning.configurables[0]
    name = registry.minimal_selector(method.key)
    fix = Fix(f"Change to `{name}`", ((document.path, Edit(span, name)),), safe=True)
    severity = Severity.ERROR if is_method_of_class(view, document, method, at) else Severity.WARNING
    message = f"The method `{named.text}` must be written with its class: `{name}`."
    return RULE.problem(span, message, severity, fixes=(fix,))


RULE = Rule("GIN111", "method-without-class", Severity.ERROR, __doc__ or "", check)
