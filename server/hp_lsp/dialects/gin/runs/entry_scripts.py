"""Which scripts a config with dynamic registration may mean by `import __main__`. Knows names; runs nothing.

`__main__` is the file that the program was started with, which no config tells. Those scripts of the workspace are
taken that define the most of what the config uses of it.
"""

from __future__ import annotations

import re
from functools import partial

from hp_lsp.dialects.base import Document, View
from hp_lsp.dialects.gin.code.registry import Registry
from hp_lsp.dialects.gin.runs.programs import may_be_main
from hp_lsp.dialects.gin.tree import Import, Name
from hp_lsp.python.module import Module
from hp_lsp.python.modules import Missing, module_name
from hp_lsp.text.span import Span

_NOWHERE = Span(0, 0)


def entry_imports(view: View, document: Document, main: Import) -> tuple[Import, ...]:
    """Return imports of the scripts that an import of `__main__` in a config may mean, under the name it binds."""
    uses = re.findall(rf"(?<![\w.]){re.escape(main.bound)}\.(\w+)", document.text.source)
    used = tuple(sorted(set(uses)))
    return tuple(
        Import(tuple(Name(part, _NOWHERE) for part in script.split(".")), Name(main.bound, _NOWHERE), False)
        for script in view.recall(("gin.entry-scripts", *used), partial(_scripts, view, used))
    )


def _scripts(view: View, used: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of the scripts that define the most of these names; none where none defines any."""
    registry: Registry = view.index("gin")
    found = {path: view.modules.at(path) for path in registry.facts if may_be_main(view, path)}
    defined = {
        module.name: sum(_defines(view, module, name) for name in used)
        for path, module in found.items()
        if isinstance(module, Module) and view.modules.find(module.name) == module
    }
    most = max(defined.values(), default=0)
    return tuple(name for name, count in defined.items() if count == most > 0)


def _defines(view: View, module: Module, name: str) -> bool:
    return module_name(view.modules, module, name) is not Missing.ABSENT
