"""What a written selector or macro name may mean in one config, with or without dynamic registration.

Knows the registry and the file's imports, and not where in the file the name stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Literal, NamedTuple, TypeAlias

from hp_lsp.dialects.base import Document, View
from hp_lsp.dialects.gin.code.registry import Configurable, GinConstant, Imported, Registry
from hp_lsp.dialects.gin.configs import gin_config_at
from hp_lsp.dialects.gin.runs.entry_scripts import entry_imports
from hp_lsp.dialects.gin.runs.includes import all_includers, closure, imports, placed_imports
from hp_lsp.dialects.gin.tree import Import
from hp_lsp.python.module import Class, Function
from hp_lsp.python.modules import Missing

DYNAMIC_REGISTRATION = "__gin__.dynamic_registration"


Refusal: TypeAlias = Literal["no parameter", "allowlist", "denylist"]


class Meaning(NamedTuple):
    """The configurables that a selector means: several where it is ambiguous, none where it is unknown.

    `may_exist`: code that could not be read may register the name, so that "none" is not known to be true.
    """

    configurables: tuple[Configurable, ...]
    may_exist: bool


class Lookup:
    """The names that one config can use. `imports` is None where the file has no dynamic registration."""

    def __init__(self, view: View, document: Document, imported: tuple[Import, ...] | None) -> None:
        self._view = view
        self._document = document
        self._registry: Registry = view.index("gin")
        self._imports = imported

    @property
    def is_dynamic(self) -> bool:
        """Whether the file's selectors are paths through its own imports."""
        return self._imports is not None

    def meaning(self, selector: str) -> Meaning:
        """Return what a selector, written without scope, means."""
        if self._imports is None:
            matching = self._registry.matching(selector)
            found = tuple(one for one in matching if self._is_registered(one))
            return Meaning(found, not found and (bool(matching) or self._registry.may_exist(selector)))
        binding = [one for one in self._imports if one.bound == selector.partition(".")[0]][-1:]
        followed = [(one,) for one in self._followed(binding)] if binding else [()]
        meant = [self._registry.imported_object(one, selector) for one in followed]
        found = tuple(dict.fromkeys(one for one in meant if isinstance(one, Configurable)))
        return Meaning(found, not found and bool(binding) and self._is_unsure(binding[0], meant))

    def _followed(self, imports: Iterable[Import]) -> Iterator[Import]:
        """Yield imports, of each script that may be meant instead of one of `__main__`."""
        for one in imports:
            if one.module == "__main__":
                yield from entry_imports(self._view, self._document, one)
            else:
                yield one

    def _is_unsure(self, binding: Import, meant: Sequence[Imported]) -> bool:
        """Tell whether something may exist although nothing is found; below an import that fails nobody knows."""
        return Missing.UNKNOWN in meant or isinstance(self._view.modules.find(binding.module), Missing)

    def refusal(self, meaning: Meaning, parameter: str) -> Refusal | None:
        """Return why Gin certainly refuses to bind a parameter of what a selector means, if it does."""
        reasons: list[Refusal] = []
        for configurable in meaning.configurables:
            verdict = self._registry.bindable(configurable, parameter)
            if verdict == "yes" or verdict == "unknown":
                return None
            reasons.append(verdict)
        return reasons[0] if reasons else None

    @property
    def identity(self) -> tuple[str, ...]:
        """What all the answers depend on, beside the code: the same for another text with the same imports."""
        if self._imports is not None:
            followed = self._followed(self._imports)
            return ("dynamic", *map(_identity, followed))
        return tuple(sorted(name for name in self._imported_modules if name.startswith("gin.")))

    def constants(self, name: str) -> tuple[GinConstant, ...]:
        """Return the constants that `%name` means, if it means any."""
        return self._registry.constants_matching(name)

    def may_be_constant(self, name: str) -> bool:
        """Tell whether code that could not be read may define a constant that `%name` means."""
        return self._registry.may_be_constant(name)

    def selectors(self) -> Sequence[tuple[str, Configurable]]:
        """Return the shortest selector of every configurable that this config can name, and the configurable."""
        return self._view.recall(("gin.selectors", *self.identity), lambda: tuple(self._selectors()))

    def _selectors(self) -> Iterator[tuple[str, Configurable]]:
        if self._imports is None:
            for configurable in self._registry.configurables():
                if self._is_registered(configurable):
                    yield self._registry.minimal_selector(configurable.key), configurable
            return
        for one in self._followed(self._imports):
            yield from self._attributes(one)

    def known_constants(self) -> Iterator[GinConstant]:
        """Yield every constant that the code defines which is known to be imported."""
        return (one for one in self._registry.constants() if self._is_registered(one))

    def _is_registered(self, one: Configurable | GinConstant) -> bool:
        """Tell whether something known imports the code that registers a name of an installed package."""
        return not one.requires or one.requires in self._imported_modules

    @cached_property
    def _imported_modules(self) -> frozenset[str]:
        """The modules that the project's Python, this config and what it is read with import, and their packages."""
        path = self._document.path
        configs = (*closure(self._view, path).paths, *all_includers(self._view, path))
        documents = (gin_config_at(self._view, other) for other in configs)
        own = (one.module for document in documents if document for one in imports(document))
        names = {*self._registry.imported_modules, *own}
        return frozenset(names | {name.rpartition(".")[0] for name in names})

    def _attributes(self, one: Import) -> Iterator[tuple[str, Configurable]]:
        """Yield the functions and classes of an imported module under the name that the config imports it by."""
        module = self._view.modules.find(one.module)
        if isinstance(module, Missing):
            return
        bound = one.bound if one.alias or one.is_from else one.module
        for name, meanings in module.names.items():
            if not name.startswith("_") and isinstance(meanings[0], Function | Class):
                found = self._registry.imported_object((one,), f"{bound}.{name}")
                if isinstance(found, Configurable):
                    yield f"{bound}.{name}", found


def _identity(one: Import) -> str:
    return f"{one.module} {one.bound} {one.is_from} {one.alias is not None}"


def lookup(view: View, document: Document) -> Lookup:
    """Return the names that a config can use somewhere."""
    return Lookup(view, document, imports(document) if is_dynamic(document) else None)


def lookups(view: View, document: Document) -> Iterator[tuple[int, Lookup]]:
    """Yield the names that a config can use from an offset on, until the next one.

    They change where dynamic registration is switched on, and where an import takes the name of another. Imports below
    count as well as long as none above binds their name: that they come too late is for a rule to say.
    """
    placed = [(statement.span.start, node) for statement, node in placed_imports(document)]
    enabled = next((at for at, node in placed if node.module == DYNAMIC_REGISTRATION), None)
    if enabled is None:
        yield 0, Lookup(view, document, None)
        return
    if enabled > 0:
        yield 0, Lookup(view, document, None)
    changes = [enabled, *_rebinding(placed)]
    for start, end in zip(changes, [*changes[1:], len(document.text.source)], strict=True):
        above = [node for at, node in placed if at < end]
        below = [node for at, node in placed if at >= end]
        yield start, Lookup(view, document, (*below, *above))


def _rebinding(placed: Sequence[tuple[int, Import]]) -> Iterator[int]:
    """Yield where imports bind a name that another above has bound to something else."""
    bound: dict[str, tuple[str, bool]] = {}
    for at, node in placed:
        meant = (node.module, node.is_from or node.alias is not None)
        known = bound.setdefault(node.bound, meant)
        if known != meant and (known[1] or meant[1]):
            yield at
        bound[node.bound] = meant


def is_dynamic(document: Document) -> bool:
    """Tell whether a config switches dynamic registration on."""
    return any(one.module == DYNAMIC_REGISTRATION for one in imports(document))
