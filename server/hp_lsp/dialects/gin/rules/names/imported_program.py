"""Reports an `import` of the program that reads the config.

## What it does
Reports the import of a script that reads this config when it is run, and registers names itself.

## Why it matters
A script that is run is called `__main__`. Importing it reads its file a second time under its own name, so that all
names in it are registered twice and Gin stops with "Ambiguous selector".

## Example that fails
```gin
import train
```
in a config that `train.py` reads under `if __name__ == '__main__':`.

## Example that passes
```gin
train.steps = 100
```
without the import: the script has registered its names when it reads the config.
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Problem, Rule, Severity, View
from hp_lsp.dialects.gin.code.registry import Registry
from hp_lsp.dialects.gin.names.lookup import is_dynamic
from hp_lsp.dialects.gin.runs.includes import placed_imports
from hp_lsp.dialects.gin.runs.programs import is_script_reading
from hp_lsp.python.modules import Missing


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each import of a script that reads the config."""
    if is_dynamic(document):
        return
    registry: Registry = view.index("gin")
    for statement, node in placed_imports(document):
        module = view.modules.find(node.module)
        if isinstance(module, Missing) or not registry.declared_in(module.path):
            continue
        if is_script_reading(view, module.path, document):
            message = f"`{node.module}` reads this config when it is run, and importing it registers its names twice."
            yield RULE.problem(statement.at(node.span), message)


RULE = Rule("GIN321", "imported-program", Severity.WARNING, __doc__ or "", check)
