"""Which values are `%gin.REQUIRED`: left open, for another config or the command line to bind."""

from __future__ import annotations

from functools import partial

from hp_lsp.dialects.base import View
from hp_lsp.dialects.gin.code.configurable import GinConstant
from hp_lsp.dialects.gin.effective.applied import Effective
from hp_lsp.dialects.gin.effective.slots import Assignment, macro_slot
from hp_lsp.dialects.gin.names import Lookup, lookup
from hp_lsp.dialects.gin.tree import Group, MacroUse, Selector, Value

REQUIRED = "gin.REQUIRED"
MOST_MACROS = 60
"""How many macros of macros are followed; a circle is longer."""


def is_required(view: View, read: Effective, assignment: Assignment) -> bool:
    """Tell whether a value is the constant as a whole, also through macros, as Gin asks when it finalizes."""
    current: Assignment | None = assignment
    for _ in range(MOST_MACROS):
        use = None if current is None else macro_use(current.value)
        if current is None or use is None:
            return False
        if not use.selector.scope:
            constants = constants_of(view, current.path, use.selector.text)
            if constants:
                return [one.name for one in constants] == [REQUIRED]
        current = read.inherited(macro_slot(macro_key(use.selector)))
    return False


def macro_use(value: Value | None) -> MacroUse | None:
    """Return the macro that a value is as a whole, parentheses aside."""
    while isinstance(value, Group):
        value = value.value
    return value if isinstance(value, MacroUse) else None


def macro_key(selector: Selector) -> str:
    """Return the name of a macro with its scope, as in `scope/name`."""
    return f"{selector.scope_text}/{selector.text}" if selector.scope else selector.text


def constants_of(view: View, path: str, name: str) -> tuple[GinConstant, ...]:
    """Return the constants that `%name` means in the config at `path`."""
    names = view.once(("gin.names", path), partial(_names, view, path))
    return names.constants(name) if names is not None else ()


def _names(view: View, path: str) -> Lookup | None:
    document = view.document(path)
    return None if document is None else lookup(view, document)
