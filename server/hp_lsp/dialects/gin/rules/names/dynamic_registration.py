"""Reports an import that dynamic registration does not allow.

## What it does
`from __gin__ import dynamic_registration` is the only import from `__gin__`. It takes no `as`, comes once and before
all other imports, and below it no import may bind the name `gin`, which stands for Gin's own functions.

## Why it matters
Gin stops with a SyntaxError, or with "The `gin` symbol is reserved".

## Example that fails
```gin
import model
from __gin__ import dynamic_registration
```

## Example that passes
```gin
from __gin__ import dynamic_registration
import model
```

## Fix
A misspelt feature and an `as` are mended.
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Fix, Problem, Rule, Severity, View
from hp_lsp.dialects.gin.names.lookup import DYNAMIC_REGISTRATION
from hp_lsp.dialects.gin.names.suggest import did_you_mean
from hp_lsp.dialects.gin.runs.programs import may_skip_unknown
from hp_lsp.dialects.gin.tree import Import, Statement
from hp_lsp.python.modules import Missing
from hp_lsp.text.edits import Edit
from hp_lsp.text.similar import similar

_FEATURE = DYNAMIC_REGISTRATION.removeprefix("__gin__.")


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each import that Gin refuses because of dynamic registration."""
    above: list[Import] = []
    may_skip = may_skip_unknown(view, document)
    for statement in document.tree.statements:
        node = statement.node
        if not isinstance(node, Import):
            continue
        if node.names[0].text == "__gin__":
            yield from _own_import(document, statement, node, above)
        elif node.bound == "gin" and any(one.module == DYNAMIC_REGISTRATION for one in above):
            message = "The name `gin` is Gin's own in a file with dynamic registration; import it under another name."
            yield RULE.problem(statement.at(node.span), message)
        missing = view.modules.find(node.module)
        if missing is not Missing.ABSENT and not (may_skip and missing is Missing.UNKNOWN):
            above.append(node)


def _own_import(
    document: Document, statement: Statement, node: Import, above: list[Import]
) -> Iterator[Problem]:
    """Yield what is wrong with an import from `__gin__`, the first problem that Gin finds."""
    span = statement.at(node.span)
    fix = Fix(
        f"Change to `from __gin__ import {_FEATURE}`",
        ((document.path, Edit(statement.span, f"from __gin__ import {_FEATURE}")),),
        safe=True,
    )
    if not node.is_from:
        yield RULE.problem(
            span, f"`__gin__` is no module; write `from __gin__ import {_FEATURE}`.", fixes=(fix,)
        )
    elif node.alias is not None:
        message = "An import from `__gin__` takes no `as`."
        fixes = (fix,) if node.module == DYNAMIC_REGISTRATION else ()
        yield RULE.problem(statement.at(node.alias.span), message, fixes=fixes)
    elif node.module != DYNAMIC_REGISTRATION:
        feature = node.module.removeprefix("__gin__.")
        near = tuple(similar(feature, (_FEATURE,)))
        message = f"`__gin__` has no feature `{feature}`{did_you_mean(near)}"
        yield RULE.problem(span, message, fixes=(fix,) if near else ())
    elif above:
        message = "Dynamic registration must be switched on once, above all other imports of the file."
        yield RULE.problem(span, message)


RULE = Rule("GIN108", "misused-dynamic-registration", Severity.ERROR, __doc__ or "", check)
