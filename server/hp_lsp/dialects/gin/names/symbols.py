"""The symbols of Gin's names. Knows how a symbol's key is made, and nothing of what it stands for."""

from __future__ import annotations

from hp_lsp.dialects.base import Symbol
from hp_lsp.dialects.gin.code.configurable import GinConstant

DIALECT = "gin"


def configurable_symbol(key: str) -> Symbol:
    """Return the symbol of the configurable with that registry key."""
    return Symbol(DIALECT, "configurable", key)


def parameter_symbol(key: str, parameter: str) -> Symbol:
    """Return the symbol of a parameter of the configurable with that registry key."""
    return Symbol(DIALECT, "parameter", f"{key}.{parameter}")


def split_parameter(symbol: Symbol) -> tuple[str, str]:
    """Return the key of the configurable and the name of the parameter that a symbol stands for."""
    key, _, name = symbol.key.rpartition(".")
    return key, name


def macro_symbol(key: str) -> Symbol:
    """Return the symbol of a macro; `key` includes its scope."""
    return Symbol(DIALECT, "macro", key)


def constant_symbol(constant: GinConstant) -> Symbol:
    """Return the symbol of a constant."""
    return Symbol(DIALECT, "constant", constant.name)


def scope_symbol(name: str) -> Symbol:
    """Return the symbol of a scope, by one of its names."""
    return Symbol(DIALECT, "scope", name)


def module_symbol(module: str) -> Symbol:
    """Return the symbol of a Python module."""
    return Symbol(DIALECT, "module", module)


def file_symbol(path: str) -> Symbol:
    """Return the symbol of a config file."""
    return Symbol(DIALECT, "file", path)
