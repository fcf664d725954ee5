"""Which values are `%gin.REQUIRED`: left open, for another config or the command line to bind."""

from __future__ import annotations

from hp_lsp.dialects.gin.effective.applied import Effective
from hp_lsp.dialects.gin.effective.slots import Assignment, macro_slot
from hp_lsp.dialects.gin.tree import Group, MacroUse, Value

REQUIRED = "gin.REQUIRED"
MOST_MACROS = 60
"""How many macros of macros are followed; a circle is longer."""


def is_required(read: Effective, assignment: Assignment) -> bool:
    """Tell whether a value is the constant as a whole, also through macros, as Gin asks when it finalizes."""
    current: Assignment | None = assignment
    for _ in range(MOST_MACROS):
        if current is None or macro_use(current.value) is None:
            return False
        used = next(one for one in current.mentioned.macros if not one.defines)
        if used.constants:
            return [one.name for one in used.constants] == [REQUIRED]
        current = read.inherited(macro_slot(used.key))
    return False


def macro_use(value: Value | None) -> MacroUse | None:
    """Return the macro that a value is as a whole, parentheses aside."""
    while isinstance(value, Group):
        value = value.value
    return value if isinstance(value, MacroUse) else None
