"""Reports a `%name` that is the end of several constants' names.

## What it does
Reports it where all the constants it may mean are defined in one run: in one file, in modules that the config imports
above, or in modules that every program of the workspace imports which reads configs.

## Why it matters
Gin stops with "Ambiguous constant selector".

## Example that fails
```gin
Canvas.color = %RED
```
where both `paint.Color.RED` and `lights.Color.RED` are constants.

## Example that passes
```gin
Canvas.color = %paint.Color.RED
```
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Fix, Problem, Related, Rule, Severity, View
from hp_lsp.dialects.gin.code.registry import GinConstant, Registry
from hp_lsp.dialects.gin.code.selectors import suffixes
from hp_lsp.dialects.gin.names.mentions import MacroSeen, Mentions
from hp_lsp.dialects.gin.names.resolve import resolve
from hp_lsp.dialects.gin.names.suggest import did_you_mean
from hp_lsp.dialects.gin.runs.together import are_defined_together
from hp_lsp.text.edits import Edit
from hp_lsp.text.span import Span

MOST_NAMED = 4


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each use of a name that several constants end with."""
    for statement, macro in resolve(view, document).each("ambiguous constants", _ambiguous):
        several = macro.constants
        if are_defined_together(view, document, several, statement.span.start):
            yield _problem(view, document, macro, several[:MOST_NAMED], statement.at(macro.span))


def _ambiguous(found: Mentions) -> tuple[MacroSeen, ...]:
    """Return the names in a line that mean several constants."""
    return tuple(one for one in found.macros if len(one.constants) > 1 and not one.defines)


def _problem(
    view: View, document: Document, macro: MacroSeen, several: tuple[GinConstant, ...], span: Span
) -> Problem:
    registry: Registry = view.index("gin")
    names = [_shortest(registry, one) for one in several]
    fixes = tuple(Fix(f"Change to `%{name}`", ((document.path, Edit(span, name)),)) for name in names)
    related = tuple(Related(one.defined_at, f"`{one.name}`") for one in several if one.defined_at)
    end = did_you_mean(tuple(f"%{name}" for name in names))
    return RULE.problem(
        span, f"`%{macro.key}` is ambiguous: several constants end so{end}", related=related, fixes=fixes
    )


def _shortest(registry: Registry, constant: GinConstant) -> str:
    """Return the shortest name that means a constant alone."""
    return next(end for end in suffixes(constant.name) if registry.constants_matching(end) == (constant,))


RULE = Rule("GIN110", "ambiguous-constant", Severity.ERROR, __doc__ or "", check)
