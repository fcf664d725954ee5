"""Reports an evaluated reference whose parameters have no value from anywhere.

## What it does
Looks at `@f()` where a parameter of `f` has no default, or `gin.REQUIRED` for one, and no line that is read binds it in
any scope. It says so only where a program of the workspace reads the config by its name with nothing else that could
bind it, and then finalizes: by `gin.parse_config_files_and_bindings` or `gin.finalize()`.

## Why it matters
Gin calls `f` with bound values alone. The call stops with a `TypeError`, or with "Required bindings … not provided".

## Example that fails
```gin
train.model = @Transformer()
```
for `def __init__(self, d_model)`.

## Example that passes
```gin
train.model = @Transformer()
Transformer.d_model = 512
```
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Problem, Related, Rule, Severity, View
from hp_lsp.dialects.gin.code.registry import Registry
from hp_lsp.dialects.gin.effective.applied import effective
from hp_lsp.dialects.gin.names.mentions import Mentions, Named
from hp_lsp.dialects.gin.names.resolve import resolve
from hp_lsp.dialects.gin.runs.programs import is_read_alone


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each call that certainly lacks a value."""
    registry: Registry = view.index("gin")
    evaluated = list(resolve(view, document).each("evaluated", _evaluated))
    read = effective(view, document.path)
    if not evaluated or not read.complete or not is_read_alone(view, document.path):
        return
    bound = {(slot.key, slot.parameter) for slot in read.slots}
    for statement, named in evaluated:
        configurable = named.meaning.configurables[0]
        missing = [name for name in registry.needed(configurable) if (configurable.key, name) not in bound]
        if missing:
            names = ", ".join(f"`{name}`" for name in missing)
            at = configurable.declaration
            related = (Related(at, "declared here"),) if at else ()
            message = f"Nothing gives `{configurable.key}` a value for {names}."
            yield RULE.problem(statement.at(named.span), message, related=related)


def _evaluated(found: Mentions) -> tuple[Named, ...]:
    """Return the names in evaluated references of a line, where their meaning is known."""
    return tuple(one for one in found.selectors if one.evaluated and one.key)


RULE = Rule("GIN330", "missing-argument", Severity.INFORMATION, __doc__ or "", check)
