"""Reports a macro that has the name of a constant and therefore is never used.

## What it does
Looks for constants that `%name` would mean, where the code that defines them is imported by the config itself or by
every program that reads configs.

## Why it matters
Gin looks for a constant first, by the end of its name. `PI = 3` changes nothing where the code says
`gin.constant('math.PI', 3.14)`: `%PI` stays the constant.

## Example that fails
```gin
PI = 3
area.factor = %PI
```
for `gin.constant('math.PI', 3.14)`.

## Example that passes
```gin
rough_pi = 3
area.factor = %rough_pi
```
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Problem, Related, Rule, Severity, View
from hp_lsp.dialects.gin.code.registry import GinConstant
from hp_lsp.dialects.gin.configs import gin_config_at
from hp_lsp.dialects.gin.names.mentions import MacroSeen, Mentions
from hp_lsp.dialects.gin.names.resolve import resolve
from hp_lsp.dialects.gin.runs.includes import closure, imports
from hp_lsp.dialects.gin.runs.programs import programs, reachable
from hp_lsp.python.modules import Missing
from hp_lsp.text.span import Location


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each definition of a macro that a constant hides."""
    for statement, macro in resolve(view, document).each("shadowed", _shadowed):
        constant = macro.constants[0]
        if _is_always_defined(view, document, constant):
            at = constant.defined_at
            related = (Related(Location(at.path, at.span), "the constant"),) if at else ()
            message = f"`%{macro.key}` means the constant `{constant.name}`, never this macro; give it another name."
            yield RULE.problem(statement.at(macro.span), message, related=related)


def _shadowed(found: Mentions) -> tuple[MacroSeen, ...]:
    """Return the macros that a line defines under the name of a constant."""
    return tuple(one for one in found.macros if one.defines and len(one.constants) == 1)


def _is_always_defined(view: View, document: Document, constant: GinConstant) -> bool:
    """Tell whether the constant is Gin's own or certain to be there when a program reads the config."""
    if constant.defined_at is None:
        return not constant.requires
    own = tuple(_imported(view, document))
    place = constant.defined_at.path
    if place in reachable(view, own):
        return True
    starts = programs(view)
    return bool(starts) and all(place in reachable(view, own, path) for path in starts)


def _imported(view: View, document: Document) -> Iterator[str]:
    """Yield the files of the modules that a config imports, itself or through what it includes."""
    for path in closure(view, document.path).paths:
        other = gin_config_at(view, path)
        for node in imports(other) if other else ():
            module = view.modules.find(node.module)
            if not isinstance(module, Missing):
                yield module.path


RULE = Rule("GIN312", "shadowed-macro", Severity.WARNING, __doc__ or "", check)
