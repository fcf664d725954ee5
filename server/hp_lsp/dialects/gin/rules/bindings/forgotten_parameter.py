"""Reports a macro that has the name of a configurable and that nothing uses: its parameter was forgotten.

## What it does
Looks at macros that no config of the workspace uses, and that have the name of a configurable.

## Why it matters
A left side without a dot defines a macro, whatever its name: `train = 100` binds nothing of `train`.

## Example that fails
```gin
train = 100
```

## Example that passes
```gin
train.steps = 100
```
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Problem, Rule, Severity, View
from hp_lsp.dialects.gin.code.registry import Registry
from hp_lsp.dialects.gin.names.lookup import lookup
from hp_lsp.dialects.gin.rules.bindings.macros import named_like, unused_definitions


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each macro that looks like a binding without its parameter."""
    names = lookup(view, document)
    for statement, macro in unused_definitions(view, document):
        meant = named_like(names, macro.key)
        if meant is not None:
            registry: Registry = view.index("gin")
            first = next(
                (f" such as `{macro.key}.{one.name}`" for one in registry.bindable_parameters(meant)), ""
            )
            message = f"This defines a macro that nothing uses; to bind a parameter of `{meant.key}`, name it{first}."
            yield RULE.problem(statement.at(macro.span), message)


RULE = Rule("GIN311", "forgotten-parameter", Severity.WARNING, __doc__ or "", check)
