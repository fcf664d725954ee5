"""Reports `%gin.REQUIRED` where nothing can replace it.

## What it does
Points at the constant inside a list, tuple or dict (a warning), and at a value that is the constant as a whole, also
through macros, when everything has been read and a program of the workspace reads the config by its name with nothing
else that could bind it (an error).

## Why it matters
Gin asks for required values when the configuration is finalized, and looks at whole values only: inside a container the
placeholder itself reaches the function.

## Example that fails
```gin
train.sizes = [64, %gin.REQUIRED]
```

## Example that passes
```gin
train.sizes = %gin.REQUIRED
```
in a config that others include and complete.
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Problem, Rule, Severity, View
from hp_lsp.dialects.gin.effective.applied import effective
from hp_lsp.dialects.gin.effective.required import REQUIRED, is_required, macro_use
from hp_lsp.dialects.gin.names.mentions import MacroSeen, Mentions
from hp_lsp.dialects.gin.names.resolve import resolve
from hp_lsp.dialects.gin.runs.programs import is_read_alone


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each placeholder that stays."""
    for statement, inner in resolve(view, document).each("required", _inside):
        message = (
            "Inside a container the placeholder itself reaches the function: Gin asks for whole values only."
        )
        yield RULE.problem(statement.at(inner.span), message, Severity.WARNING)
    yield from _left_open(view, document)


def _inside(found: Mentions) -> tuple[MacroSeen, ...]:
    """Return the placeholders inside the containers of a line."""
    seen = [one for one in found.macros if [constant.name for constant in one.constants] == [REQUIRED]]
    whole = [use.selector.path_span for value in found.values() if (use := macro_use(value))] if seen else []
    return tuple(one for one in seen if not one.defines and one.span not in whole)


def _left_open(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each value that is the placeholder in the end, where nobody else can bind it."""
    read = effective(view, document.path)
    used = (one for one in read.variable if macro_use(one.value) and one.path == document.path)
    left = [one for one in used if is_required(read, one)]
    if not left or not read.complete or not is_read_alone(view, document.path):
        return
    for one in left:
        name = f"%{one.slot.scope}" if one.slot.is_macro else one.left_side
        yield RULE.problem(one.name, f"`{name}` must be bound, and nothing that the program reads does it.")


RULE = Rule("GIN205", "required-value", Severity.ERROR, __doc__ or "", check)
