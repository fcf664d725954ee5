"""From the facts of all files to what they register: keys, as Gin makes them, and where each thing is defined."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from hp_lsp.dialects.gin.code.configurable import Configurable, GinConstant, Kind, described
from hp_lsp.dialects.gin.code.facts import EnumFact, Facts, Registration, Target
from hp_lsp.dialects.gin.code.installed import installed_facts
from hp_lsp.dialects.gin.code.tables import (
    BUILTIN_CONSTANTS,
    BUILTIN_FUNCTIONS,
    IMPORTED,
    IMPORTED_CONSTANTS,
)
from hp_lsp.dialects.gin.code.target import DESCRIPTORS
from hp_lsp.python.classes import ancestors, class_at
from hp_lsp.python.decorators import replacement
from hp_lsp.python.module import Bound, Class, Function, Module, Value
from hp_lsp.python.modules import (
    Builtin,
    Found,
    Meaning,
    Missing,
    Modules,
    absolute,
    imported,
    lookup,
    starred,
)
from hp_lsp.text.span import Location

_DOTTED = re.compile(r"[^\W\d]\w*(?:\.[^\W\d]\w*)*")
"""What Gin takes for a name or module."""

_REPLACING = ("register", "external_configurable")
"""The functions that rename the methods of a class which they register."""


@dataclass(frozen=True)
class Registered:
    """Everything registered.

    `loose_names` are last names whose modules are a guess, and those of methods whose class a subclass may register.
    """

    facts: Mapping[str, Facts]
    by_key: Mapping[str, tuple[Configurable, ...]]
    by_definition: Mapping[tuple[str, str], Configurable]
    constants: Mapping[str, GinConstant]
    loose_names: frozenset[str]

    def by_location(self, selector: str) -> tuple[Configurable, ...]:
        """Return what a selector means that starts with folders above the outermost package, or with `__main__`.

        How a module is called depends on where the program starts; its path tells what it may be called.
        """
        module, _, name = selector.rpartition(".")
        if not module:
            return ()
        found = [
            alternatives[0]
            for key, alternatives in self.by_key.items()
            if key.endswith(f".{name}") and _may_be_called(alternatives[0], module)
        ]
        return tuple(sorted(found, key=lambda one: one.key))


def _may_be_called(configurable: Configurable, module: str) -> bool:
    at = configurable.registered_at
    if (
        configurable.target is None
        or configurable.target.picture is None
        or at is None
        or configurable.is_method
    ):
        return False
    path = at.path.removesuffix(".py").removesuffix("/__init__").replace("\\", "/").strip("/")
    longer = module.endswith(f".{configurable.module}") or module == "__main__"
    return longer and (module == "__main__" or f"/{path}".endswith("/" + module.replace(".", "/")))


def register(facts: Mapping[str, Facts], modules: Modules) -> Registered:
    """Return what the files register, with what the installed packages that they import do."""
    everything = {**installed_facts(facts, modules), **facts}
    return _Registrar(everything, modules).run()


class _Registrar:
    """Works out keys. Lives as long as one call of `run`."""

    def __init__(self, facts: Mapping[str, Facts], modules: Modules) -> None:
        self._facts = facts
        self._modules = modules
        self._by_key: dict[str, list[Configurable]] = {}
        self._class_keys: dict[tuple[str, str], str] = {}
        self._by_definition: dict[tuple[str, str], Configurable] = {}
        self._loose: set[str] = set()

    def run(self) -> Registered:
        methods = []
        for facts in self._facts.values():
            for one in facts.registrations:
                if one.owner:
                    methods.append((facts, one))
                else:
                    self._add(facts, one)
        for facts, one in methods:
            self._add_method(facts, one)
        for key in BUILTIN_FUNCTIONS:
            self._by_key.setdefault(key, []).append(self._builtin(key))
        for requires, key in ((module, key) for module, keys in IMPORTED.items() for key in keys):
            name = key.rpartition(".")[2]
            self._by_key.setdefault(key, [Configurable(key, name, "external", requires=requires)])
        return Registered(
            self._facts,
            {key: tuple(alternatives) for key, alternatives in self._by_key.items()},
            self._by_definition,
            dict(self._constants()),
            frozenset(self._loose),
        )

    # --- configurables ----------------------------------------------------------------------------------------

    def _add(self, facts: Facts, one: Registration) -> None:
        meaning = self._meaning(facts, one.target)
        name = one.name if one.name is not None else _own_name(one.target, meaning)
        instead = replacement(self._modules, self._module(facts), one.target.decorators)
        if instead is not None:
            self._add_instead(facts, one, *instead)
            return
        if not _DOTTED.fullmatch(name) or (one.module is not None and not _DOTTED.fullmatch(one.module)):
            return
        module, known = self._module_of(facts, one, meaning)
        self._put(facts, one, f"{module}.{name}" if module else name, name, meaning, module_known=known)

    def _add_instead(self, facts: Facts, one: Registration, module: Module, given: str) -> None:
        """Take note of what a decorator below Gin's puts in place of a function or class."""
        name = one.name if one.name is not None else given
        own = "" if one.module is None and "." in name else one.module or module.name
        self._put(facts, one, f"{own}.{name}" if own else name, name, Missing.UNKNOWN)

    def _add_method(self, facts: Facts, one: Registration) -> None:
        meaning = self._meaning(facts, one.target)
        name = one.name or _own_name(one.target, meaning)
        module, known = self._module_of(facts, one, meaning)
        class_key = self._class_keys.get((facts.path, one.owner)) or self._heirs.get((facts.path, one.owner))
        renamed = one.api == "register" and not _is_under_descriptor(one.target)
        if renamed and class_key is not None and one.module in (None, facts.module):
            self._put(facts, one, f"{class_key}.{name}", name, meaning, is_method=True)
            return
        if renamed:
            self._loose.add(name.rpartition(".")[2])
        self._put(facts, one, f"{module}.{name}" if module else name, name, meaning, module_known=known)

    @cached_property
    def _heirs(self) -> dict[tuple[str, str], str]:
        """The keys of registered classes by the places of the classes above them."""
        found: dict[tuple[str, str], str] = {}
        for place, key in self._class_keys.items():
            start = class_at(self._by_definition[place].meaning)
            for above in ancestors(self._modules, start)[1:] if start else ():
                found.setdefault((above.module.path, above.qualname), key)
        return found

    def _module_of(self, facts: Facts, one: Registration, meaning: Meaning) -> tuple[str, bool]:
        """Return the module part of a key and whether it is certain."""
        if one.module is not None:
            return one.module, True
        if one.name is not None and "." in one.name:
            return "", True
        if one.target.given or one.target.partial:
            return "functools", True
        if one.target.picture is not None:
            return facts.module, True
        if isinstance(meaning, Found) and isinstance(meaning.bound, Function | Class):
            return meaning.module.name, True
        if isinstance(meaning, Builtin):
            return "builtins", True
        return one.target.name.rpartition(".")[0] or facts.module, False

    def _put(
        self,
        facts: Facts,
        one: Registration,
        key: str,
        name: str,
        meaning: Meaning,
        *,
        is_method: bool = False,
        module_known: bool = True,
    ) -> None:
        kind: Kind = "method" if one.owner else "external"
        own_kind, declaration, whole, doc = described(meaning, kind)
        configurable = Configurable(
            key, name.rpartition(".")[2], own_kind, Location(facts.path, one.span), declaration, whole, doc,
            is_method, module_known, "", one.allow, one.deny, one.lists_known, one.target, meaning,
        )  # fmt: skip
        known = self._by_key.setdefault(key, [])
        if configurable not in known:
            known.append(configurable)
        if not module_known:
            self._loose.add(configurable.name)
        if isinstance(meaning, Found):
            place = (meaning.module.path, meaning.qualname)
            first = self._by_definition.setdefault(place, configurable)
            if (first.allow, first.deny) != (one.allow, one.deny):
                self._by_definition[place] = replace(first, allow=None, deny=None, lists_known=False)
            if isinstance(meaning.bound, Class) and one.api in _REPLACING:
                self._class_keys.setdefault(place, key)

    def _meaning(self, facts: Facts, target: Target) -> Meaning:
        """Return what is registered, as something found in a module."""
        if target.picture is not None:
            module = Module(facts.module, facts.path, False) if target.local else self._module(facts)
            return Found(module, target.qualname, target.picture)
        if not target.name:
            return Missing.UNKNOWN
        if target.imported:
            return absolute(self._modules, target.name, facts.path)
        module = self._module(facts)
        found = lookup(self._modules, module, target.name)
        return (
            starred(self._modules, module, target.name) if _is_result_of_itself(found, target.name) else found
        )

    def _module(self, facts: Facts) -> Module:
        module = self._modules.at(facts.path)
        return Module(facts.module, facts.path, False, broken=True) if isinstance(module, Missing) else module

    def _builtin(self, key: str) -> Configurable:
        meaning = imported(self._modules, "gin.config", BUILTIN_FUNCTIONS[key])
        _, declaration, whole, doc = described(meaning)
        return Configurable(key, key.rpartition(".")[2], "function", None, declaration, whole, doc)

    # --- constants --------------------------------------------------------------------------------------------

    def _constants(self) -> Iterator[tuple[str, GinConstant]]:
        for module, keys in IMPORTED_CONSTANTS.items():
            yield from ((key, GinConstant(key, requires=module)) for key in keys)
        yield from ((key, GinConstant(key)) for key in BUILTIN_CONSTANTS)
        for facts in self._facts.values():
            for one in facts.constants:
                yield one.name, GinConstant(one.name, one.value, Location(facts.path, one.span))
            for enum in facts.enums:
                yield from self._members(facts, enum)

    def _members(self, facts: Facts, enum: EnumFact) -> Iterator[tuple[str, GinConstant]]:
        meaning = self._meaning(facts, enum.target)
        if not isinstance(meaning, Found) or not isinstance(meaning.bound, Class):
            return
        module = enum.module if enum.module is not None else meaning.module.name
        for name, value, at in _enum_members(meaning.module.path, meaning.bound):
            key = f"{module}.{meaning.bound.name}.{name}"
            yield key, GinConstant(key, value, at)


def _own_name(target: Target, meaning: Meaning) -> str:
    """Return the `__name__` of what is registered; empty where there is none to go by."""
    if target.partial or (target.picture is not None and target.picture.name == "<lambda>"):
        return ""
    if target.picture is not None:
        return target.picture.name
    if isinstance(meaning, Found) and isinstance(meaning.bound, Function | Class):
        return meaning.bound.name
    return target.name.rpartition(".")[2]


def _is_result_of_itself(meaning: Meaning, name: str) -> bool:
    """Tell whether a name is bound by `name = f(name, …)`: what it was before is what `f` gets."""
    return (
        isinstance(meaning, Found)
        and isinstance(meaning.bound, Value)
        and re.match(rf"[\w.]+\({re.escape(name)}\b", meaning.bound.text) is not None
    )


def _is_under_descriptor(target: Target) -> bool:
    """Tell whether a class method or property is made of what is registered: Gin misses it."""
    if not isinstance(target.picture, Function):
        return False
    written = target.picture.decorators
    above = written[: max(len(written) - len(target.decorators) - 1, 0)]
    return any(one.name in DESCRIPTORS for one in above)


def _enum_members(path: str, picture: Class) -> Iterable[tuple[str, str, Location]]:
    ignored = {part for one in picture.members.get("_ignore_", ()) for part in _words_of(one)}
    for name, alternatives in picture.members.items():
        bound = alternatives[-1]
        if isinstance(bound, Value) and not name.startswith("_") and name not in ignored:
            yield name, bound.text, Location(path, bound.span)


def _words_of(bound: Bound) -> Iterable[str]:
    return re.findall(r"\w+", bound.text) if isinstance(bound, Value) else ()
