"""Renames Gin's names: one module for each kind of name, which finds every place of it or says why it cannot."""

from __future__ import annotations

from hp_lsp.dialects.base import Document, Occurrence, Refused, View
from hp_lsp.dialects.gin.rename.alias import alias_at, rename_alias
from hp_lsp.dialects.gin.rename.configurable import rename_configurable
from hp_lsp.dialects.gin.rename.constant import rename_constant
from hp_lsp.dialects.gin.rename.macro import rename_macro
from hp_lsp.dialects.gin.rename.parameter import rename_parameter
from hp_lsp.dialects.gin.rename.scope import rename_scope
from hp_lsp.dialects.renaming import Rename


def rename(view: View, document: Document, occurrence: Occurrence, offset: int) -> Rename | Refused | None:
    """Return every place of the name at `offset`, which is in an occurrence, or why it is not renamed."""
    if alias := alias_at(view, document, offset):
        return rename_alias(view, document, alias)
    kinds = {symbol.kind for symbol in occurrence.symbols}
    if len(kinds) != 1:
        return None
    match kinds.pop():
        case "parameter":
            return rename_parameter(view, occurrence.symbols)
        case "configurable":
            return rename_configurable(view, document, occurrence, offset)
        case "macro":
            return rename_macro(view, occurrence.symbols[0])
        case "constant":
            return rename_constant(view, occurrence.symbols)
        case "scope":
            return rename_scope(view, document, occurrence)
        case "module" | "file" as kind:
            return Refused(f"A {kind} is not renamed here: rename the file, and this will have to follow.")
        case _:
            return None
