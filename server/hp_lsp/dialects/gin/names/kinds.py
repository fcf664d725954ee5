"""What a symbol of Gin's stands for. Knows the registry and which configs define a macro."""

from __future__ import annotations

from hp_lsp.dialects.base import Symbol, SymbolKind, View
from hp_lsp.dialects.gin.code.registry import Registry
from hp_lsp.dialects.gin.embedded.macros import macros_in_code
from hp_lsp.dialects.gin.names.symbols import split_parameter


def kind_of(view: View, symbol: Symbol) -> SymbolKind | None:
    """Return what a symbol stands for; None where nothing that was read declares it, and for files and modules."""
    match symbol.kind:
        case "configurable":
            registry: Registry = view.index("gin")
            found = registry.object_at(symbol.key)
            return "class" if found is not None and found.kind == "class" else "function"
        case "parameter":
            return "parameter" if may_be_bound(view, *split_parameter(symbol)) else None
        case "macro":
            is_defined = view.defining(symbol) or symbol.key in macros_in_code(view)
            return "macro" if is_defined else None
        case "constant":
            return "constant"
        case "scope":
            return "scope"
        case _:
            return None


def may_be_bound(view: View, key: str, name: str) -> bool:
    """Tell whether a parameter may be one of a configurable, by its key."""
    registry: Registry = view.index("gin")
    configurable = registry.object_at(key)
    return configurable is None or registry.bindable(configurable, name) != "no parameter"
