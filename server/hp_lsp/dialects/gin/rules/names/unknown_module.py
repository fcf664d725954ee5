"""Reports an `import` of a module that does not exist.

## What it does
Looks for the module in the source folders of the workspace and among the installed packages. Gin imports modules only:
`from train import evaluate` needs a module `train.evaluate`, not a function. It is an error where the folder or file
that would hold the module was read; a warning where the first name is likely a slip of a module of the workspace, since
a package of that name may be installed where the program runs, and where a program may read the config with
`skip_unknown`.

## Why it matters
Gin stops with a ModuleNotFoundError.

## Example that fails
```gin
from train import evaluate
```
where `evaluate` is a function in `train.py`.

## Example that passes
```gin
import train
```

## Settings
`source-roots` and `python` tell where modules are.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import partial

from hp_lsp.dialects.base import Document, Fix, Problem, Rule, Severity, View
from hp_lsp.dialects.gin.code.registry import Registry
from hp_lsp.dialects.gin.names.lookup import is_dynamic
from hp_lsp.dialects.gin.names.suggest import did_you_mean, similar_modules
from hp_lsp.dialects.gin.runs.programs import may_skip_unknown
from hp_lsp.dialects.gin.tree import Import, Statement
from hp_lsp.python.module import Module
from hp_lsp.python.modules import Missing
from hp_lsp.text.edits import Edit

_ODD_STANDARD_MODULES = ("os.path", "typing.io", "typing.re")
"""Modules that the standard library puts below a module that is no package."""


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each import that Gin cannot follow."""
    if not view.complete:
        return
    for statement in document.tree.statements:
        node = statement.node
        if isinstance(node, Import) and node.names[0].text not in ("__gin__", "__main__"):
            yield from _judge(view, document, statement, node)


def _judge(view: View, document: Document, statement: Statement, node: Import) -> Iterator[Problem]:
    if isinstance(view.modules.find(node.module), Module):
        return
    parent, _, last = node.module.rpartition(".")
    owner = view.modules.find(parent) if parent else None
    lacks = partial(_lacks_module, view, node.module)
    certain = view.recall(("gin.lacks-module", node.module), lacks) and not may_skip_unknown(view, document)
    near = similar_modules(view, node.module)
    if certain and isinstance(owner, Module) and last in owner.names:
        message = f"`{last}` is no module but a name in `{parent}`; Gin imports modules only."
        fixes = () if is_dynamic(document) else _fixes(document, statement, node, (parent,))
        yield RULE.problem(statement.at(node.span), message, fixes=fixes)
    elif certain or near:
        message = f"There is no module `{node.module}`{did_you_mean(near)}"
        severity = Severity.ERROR if certain else Severity.WARNING
        fixes = _fixes(document, statement, node, near)
        yield RULE.problem(statement.at(node.span), message, severity, fixes=fixes)


def _fixes(
    document: Document, statement: Statement, node: Import, modules: tuple[str, ...]
) -> tuple[Fix, ...]:
    return tuple(
        Fix(f"Change to `{text}`", ((document.path, Edit(statement.span, text)),))
        for text in (_written(node, module) for module in modules)
    )


def _written(node: Import, module: str) -> str:
    """Return an import of another module, in the form of this one as far as its name allows that."""
    alias = f" as {node.alias.text}" if node.alias else ""
    parent, _, last = module.rpartition(".")
    return f"from {parent} import {last}{alias}" if node.is_from and parent else f"import {module}{alias}"


def _lacks_module(view: View, name: str) -> bool:
    """Tell whether importing a module of that name certainly fails, from whichever folder the program runs."""
    parent, dot, _ = name.rpartition(".")
    if not dot:
        return False
    owner = view.modules.find(parent)
    if isinstance(owner, Missing):
        return owner is Missing.ABSENT and _lacks_module(view, parent)
    if not owner.is_package and name.partition(".")[0] in sys.stdlib_module_names:
        return name not in _ODD_STANDARD_MODULES and not _is_in_workspace(view, owner.path)
    return view.modules.find(name) is Missing.ABSENT and not _may_be_elsewhere(view, name)


def _is_in_workspace(view: View, path: str) -> bool:
    return any(path.startswith(root.rstrip(os.sep) + os.sep) for root in view.roots)


def _may_be_elsewhere(view: View, name: str) -> bool:
    """Tell whether some folder of the workspace has a module of that name, for a program that is started there."""
    registry: Registry = view.index("gin")
    end = os.sep + name.replace(".", os.sep)
    return any(path.endswith(end + ".py") or end + os.sep in path for path in registry.facts)


RULE = Rule("GIN109", "unknown-module", Severity.ERROR, __doc__ or "", check)
