"""What a written selector or macro name may mean in one config, with or without dynamic registration.

Knows the registry and the file's imports, and not where in the file the name stands.
"""

from __future__ import annotations

from typing import NamedTuple

from hp_lsp.dialects.base import Document, View
from hp_lsp.dialects.gin.registry import Configurable, GinConstant, Registry
from hp_lsp.dialects.gin.tree import Import, Tree


class Meaning(NamedTuple):
    """The configurables that a selector means: several where it is ambiguous, none where it is unknown.

    `may_exist`: code that could not be read may register the name, so that "none" is not known to be true.
    """

    configurables: tuple[Configurable, ...]
    may_exist: bool


class Lookup:
    """The names that one config can use. `imports` is None where the file has no dynamic registration."""

    def __init__(self, registry: Registry, imports: tuple[Import, ...] | None) -> None:
        self._registry = registry
        self._imports = imports

    @property
    def is_dynamic(self) -> bool:
        """Whether the file's selectors are paths through its own imports."""
        return self._imports is not None

    def meaning(self, selector: str) -> Meaning:
        """Return what a selector, written without scope, means."""
        if self._imports is not None:
            return self._imported(self._imports, selector)
        return Meaning(self._registry.matching(selector), self._registry.may_exist(selector))

    def constants(self, name: str) -> tuple[GinConstant, ...]:
        """Return the constants that `%name` means, if it means any."""
        return self._registry.constants_matching(name)

    def _imported(self, imports: tuple[Import, ...], selector: str) -> Meaning:
        raise NotImplementedError
