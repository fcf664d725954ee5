"""Reports a macro that no config of the workspace uses.

## What it does
Looks for `%name` in every config of the workspace, and for the name in the strings that Python gives to Gin. Where it
has the name of a configurable, its parameter was likely forgotten, and that is another problem. Nothing is said where
the configs read together use none of the macros of this file: then it is likely made for others to read.

## Why it matters
A macro that nothing uses has no effect. It may be left over, or the value that should use it repeats a number instead.

## Example that fails
```gin
seed = 1
batch_size = 32
Loader.seed = %seed
Loader.batch_size = 64
```

## Example that passes
```gin
seed = 1
batch_size = 32
Loader.seed = %seed
Loader.batch_size = %batch_size
```
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Problem, Rule, Severity, View
from hp_lsp.dialects.gin.names.lookup import lookup
from hp_lsp.dialects.gin.rules.bindings.macros import named_like, unused_definitions
from hp_lsp.dialects.gin.rules.bindings.removal import removal
from hp_lsp.dialects.gin.runs.includes import read_together


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each definition of a macro that nothing can use."""
    names = lookup(view, document)
    unused = unused_definitions(view, document)
    for statement, macro in unused if unused and _uses_some(view, document) else ():
        if not named_like(names, macro.key):
            message = f"No config of the workspace uses the macro `%{macro.key}`."
            fixes = removal(document, statement, f"Remove the macro `%{macro.key}`")
            yield RULE.problem(statement.at(macro.span), message, fixes=fixes, unnecessary=True)


def _uses_some(view: View, document: Document) -> bool:
    """Tell whether the configs read together use some macro that this one defines."""
    own = document.summary.defines
    paths = read_together(view, document.path).paths
    documents = (other for path in paths if (other := view.document(path)) is not None)
    return any(not own.isdisjoint(other.summary.uses) for other in documents)


RULE = Rule("GIN315", "unused-macro", Severity.HINT, __doc__ or "", check)
