"""Which names code may register that could not be read. Knows no selector's meaning, only what cannot be ruled out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property

from hp_lsp.dialects.gin.code.facts import Facts, Opaque
from hp_lsp.dialects.gin.code.installed import never_registers
from hp_lsp.dialects.gin.code.passing import REGISTERING
from hp_lsp.python.modules import Missing, Modules

_DOT = r"\."
"""What stands between the components of a dotted name's pattern."""


class Unread:
    """What is not known of the code whose facts these are."""

    def __init__(self, facts: Mapping[str, Facts], modules: Modules, loose_names: frozenset[str]) -> None:
        self._facts = facts
        self._modules = modules
        self._loose_names = loose_names

    def may_register(self, selector: str) -> bool:
        """Tell whether some configurable may be registered that a selector means."""
        last = selector.rpartition(".")[2]
        if last in self._loose_names or self._in_broken_code(last) or self.modules:
            return True
        return any(not one.constant and could_end(one, selector) for one in self._opaque)

    def may_define(self, name: str) -> bool:
        """Tell whether some constant may be defined that a name means."""
        if self._in_broken_code(name.rpartition(".")[2]) or self.modules:
            return True
        return any(one.constant and could_end(one, name) for one in self._opaque)

    def is_unread(self, module: str) -> bool:
        """Tell whether a module cannot be read and may register something."""
        return not never_registers(module) and self._modules.find(module) is Missing.UNKNOWN

    @cached_property
    def modules(self) -> tuple[str, ...]:
        """The modules that the code imports and that cannot be read, without repetition."""
        imported = {(name, path) for path, facts in self._facts.items() for name in facts.imports}
        return tuple(sorted({name for name, path in imported if self._is_unread_from(name, path)}))

    def _is_unread_from(self, name: str, path: str) -> bool:
        return not never_registers(name) and self._modules.find(name, path) is Missing.UNKNOWN

    def _in_broken_code(self, word: str) -> bool:
        return any(word in facts.words for facts in self._facts.values())

    @cached_property
    def _opaque(self) -> tuple[Opaque, ...]:
        used = {name for facts in self._facts.values() for name in facts.uses}
        last = {name.rpartition(".")[2] for name in used} - {*REGISTERING, "<lambda>"}
        return tuple(
            one
            for facts in self._facts.values()
            for one in facts.opaque
            if not one.wrapper
            or one.wrapper.rpartition(".")[2] in last
            or f"{facts.module}.{one.wrapper}" in used
        )


def could_end(opaque: Opaque, selector: str) -> bool:
    """Tell whether a registration whose name is only known by patterns could have a key that ends with `selector`."""
    if opaque.name is None:
        return True
    patterns = opaque.name.split(_DOT)
    if opaque.module is not None:
        patterns = [*opaque.module.split(_DOT), *patterns]
    for pattern, part in zip(reversed(patterns), reversed(selector.split(".")), strict=False):
        if not re.fullmatch(pattern, part):
            return False
        if ".*" in pattern:
            return True
    return opaque.module is None or len(selector.split(".")) <= len(patterns)
