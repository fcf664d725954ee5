"""Every name of the project that Gin knows: configurables, parameters, constants, macros. Knows no places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hp_lsp.dialects.base import NamedSymbol, NameKind, View
from hp_lsp.dialects.gin.code.registry import Registry
from hp_lsp.dialects.gin.names.symbols import configurable_symbol, constant_symbol, parameter_symbol
from hp_lsp.text.span import Location


def symbol_names(view: View) -> Iterator[NamedSymbol]:
    """Yield what Python registers, and the macros that configs define."""
    registry: Registry = view.index("gin")
    for one in registry.configurables():
        kind: NameKind = "class" if one.kind == "class" else "function"
        yield NamedSymbol(one.name, one.module, kind, configurable_symbol(one.key))
    for (_, name), key in _owners(registry).items():
        yield NamedSymbol(name, key, "parameter", parameter_symbol(key, name))
    for constant in registry.constants():
        module, _, name = constant.name.rpartition(".")
        yield NamedSymbol(name, module, "constant", constant_symbol(constant))
    for symbol in view.definitions():
        if symbol.kind == "macro":
            yield NamedSymbol(symbol.key, "", "macro", symbol)


def _owners(registry: Registry) -> Mapping[tuple[Location, str], str]:
    """Return each parameter, by place and name, with the configurable in which it stands, else an inheriting one."""
    owners: dict[tuple[Location, str], str] = {}
    for one in registry.configurables():
        for parameter in registry.signature(one).parameters:
            place = parameter.declaration
            is_inside = one.declaration is not None and one.declaration.path == place.path
            is_own = is_inside and one.whole is not None and one.whole.holds(place.span)
            if is_own or (place, parameter.name) not in owners:
                owners[place, parameter.name] = one.key
    return owners
