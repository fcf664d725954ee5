"""What the code registers with Gin, how a written selector finds it, and what is certain about both.

Knows the facts of all files and the modules that can be read. Keys, the rules of matching and what may be bound are
Gin's own (`gin/config.py`, `gin/selector_map.py`). What is costly is worked out when it is first asked for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property, partial
from typing import Literal

from hp_lsp.dialects.gin.code.configurable import Configurable, GinConstant
from hp_lsp.dialects.gin.code.facts import Facts, Load
from hp_lsp.dialects.gin.code.imported import Imported, imported_object, object_at
from hp_lsp.dialects.gin.code.registering import Registered, register
from hp_lsp.dialects.gin.code.selectors import SelectorMap
from hp_lsp.dialects.gin.code.takes import signature_of
from hp_lsp.dialects.gin.code.unread import Unread
from hp_lsp.dialects.gin.tree import Import
from hp_lsp.python.classes import ancestors, class_at
from hp_lsp.python.forwarding import forwarded
from hp_lsp.python.module import Class, Function
from hp_lsp.python.modules import Found, Modules
from hp_lsp.python.signatures import Parameter, Signature, same_parameters
from hp_lsp.text.span import Span

__all__ = ["Bindable", "Configurable", "GinConstant", "Imported", "Registry"]

Bindable = Literal["yes", "unknown", "no parameter", "allowlist", "denylist"]


class Registry:
    """Everything registered, by key. `facts` are those of the project's Python files, by path."""

    def __init__(self, facts: Mapping[str, Facts], modules: Modules) -> None:
        self.facts = facts
        self.modules = modules
        self._signatures: dict[Configurable, Signature] = {}
        self._forwarded: dict[Configurable, tuple[Parameter, ...]] = {}
        self._kinds: dict[Configurable, frozenset[str]] = {}

    # --- configurables ----------------------------------------------------------------------------------------

    def matching(self, selector: str) -> tuple[Configurable, ...]:
        """Return the configurables that a selector without scope means: several where Gin calls it ambiguous.

        Where branches or several files register the same key, the first stands for all of them.
        """
        found = self._selectors.matching(selector)
        if found:
            return tuple(self._registered.by_key[key][0] for key in found)
        return self._registered.by_location(selector)

    def ending_with(self, selector: str) -> tuple[Configurable, ...]:
        """Return the configurables whose keys end with a selector, the one with exactly this key included."""
        return tuple(self._registered.by_key[key][0] for key in self._selectors.ending_with(selector))

    def configurables(self) -> tuple[Configurable, ...]:
        """Return everything registered, sorted by key."""
        return self._all

    def alternatives(self, key: str) -> tuple[Configurable, ...]:
        """Return all that is registered under a key: several where branches or files register it anew."""
        return self._registered.by_key.get(key, ())

    def minimal_selector(self, key: str) -> str:
        """Return the shortest selector that means `key` alone, that of a method with its class."""
        shortest = self._selectors.minimal(key)
        known = self.alternatives(key)
        if "." not in shortest and known and known[0].is_method:
            return ".".join(key.split(".")[-2:])
        return shortest

    def signature(self, configurable: Configurable) -> Signature:
        """Return what a configurable takes, as far as it is known."""
        known = self._signatures.get(configurable)
        if known is None:
            known = self._merged_signature(configurable)
            known = known._replace(known=known.known and not self._is_patched(configurable))
            self._signatures[configurable] = known
        return known

    def bindable(self, configurable: Configurable, parameter: str) -> Bindable:
        """Tell whether Gin lets a parameter be bound, and if not, why."""
        takes = self.signature(configurable)
        exists = takes.parameter(parameter) is not None or takes.receiver == parameter
        if takes.known and not takes.accepts_any and not exists:
            return "no parameter"
        if len(self.alternatives(configurable.key)) > 1:
            return "yes" if takes.known and configurable.allow is configurable.deny is None else "unknown"
        if configurable.allow and parameter not in configurable.allow:
            return "allowlist"
        if configurable.deny and parameter in configurable.deny:
            return "denylist"
        return "yes" if takes.known and configurable.lists_known else "unknown"

    def bindable_parameters(self, configurable: Configurable) -> tuple[Parameter, ...]:
        """Return the parameters that are known and may be bound with effect, in the order of the code.

        Those that `**kwargs` is passed on for come last.
        """
        return tuple(
            one
            for one in (*self.signature(configurable).parameters, *self.forwarded(configurable))
            if one.kind != "positional-only"
            and not (configurable.allow and one.name not in configurable.allow)
            and not (configurable.deny and one.name in configurable.deny)
        )

    def needed(self, configurable: Configurable) -> tuple[str, ...]:
        """Return the parameters that a call must be given; none where that is not known."""
        takes = self.signature(configurable)
        return tuple(
            one.name
            for one in (takes.parameters if takes.known else ())
            if one.default is None or one.default.rpartition(".")[2] == "REQUIRED"
        )

    def forwarded(self, configurable: Configurable) -> tuple[Parameter, ...]:
        """Return the parameters of other functions that a configurable takes by `**kwargs` and passes on to them."""
        if configurable not in self._forwarded:
            takes = self.signature(configurable)
            passed = forwarded(self.modules, configurable.meaning) if takes.accepts_any else ()
            self._forwarded[configurable] = tuple(one for one in passed if takes.parameter(one.name) is None)
        return self._forwarded[configurable]

    def kinds(self, configurable: Configurable) -> frozenset[str]:
        """Return the names of the class that is registered and of those above it; none where it is no class."""
        if configurable not in self._kinds:
            start = class_at(configurable.meaning)
            classes = ancestors(self.modules, start) if start else ()
            self._kinds[configurable] = frozenset(one.picture.name for one in classes)
        return self._kinds[configurable]

    def parameter(self, configurable: Configurable, name: str) -> Parameter | None:
        """Return the parameter of that name that a configurable takes, itself or for a function that it calls."""
        own = self.signature(configurable).parameter(name)
        return own or next((one for one in self.forwarded(configurable) if one.name == name), None)

    def declared_in(self, path: str) -> tuple[tuple[Span, Configurable], ...]:
        """Return the ranges of names that a Python file declares, and what they declare, in order of the text."""
        found = (
            (one.declaration.span, one) for one in self._declared_by_path.get(path, ()) if one.declaration
        )
        return tuple(sorted(found, key=lambda pair: (pair[0], pair[1].key)))

    def parameters_declared_in(self, path: str) -> tuple[tuple[Span, Configurable, str], ...]:
        """Return the ranges of parameters that a Python file declares, inherited ones too, with their names."""
        return self._parameters_by_path.get(path, ())

    def imported_object(self, imports: Sequence[Import], dotted: str) -> Imported:
        """Return what a selector means in a file with dynamic registration and these imports."""
        return imported_object(self.modules, self._registered, imports, dotted)

    def object_at(self, path: str) -> Configurable | None:
        """Return the configurable with that key, or what dynamic registration makes of that dotted path."""
        known = self.alternatives(path)
        if known:
            return known[0]
        found = object_at(self.modules, self._registered, path)
        return found if isinstance(found, Configurable) else None

    # --- constants --------------------------------------------------------------------------------------------

    def constants_matching(self, name: str) -> tuple[GinConstant, ...]:
        """Return the constants that `%name` means: several where Gin calls it ambiguous."""
        return tuple(self._registered.constants[key] for key in self._constant_names.matching(name))

    def constants(self) -> tuple[GinConstant, ...]:
        """Return every constant, sorted by name."""
        return tuple(self._registered.constants[name] for name in sorted(self._registered.constants))

    # --- certainty --------------------------------------------------------------------------------------------

    def may_exist(self, selector: str) -> bool:
        """Tell whether code that could not be read may register a configurable that the selector means."""
        return self._unread.may_register(selector)

    def may_be_constant(self, name: str) -> bool:
        """Tell whether code that could not be read may define a constant that `%name` means."""
        return self._unread.may_define(name)

    def may_register(self, module: str) -> bool:
        """Tell whether importing a module may register names that are not known here."""
        return self._unread.is_unread(module)

    @cached_property
    def imported_modules(self) -> frozenset[str]:
        """The modules that the project's Python imports, as far as it has to do with Gin."""
        return frozenset(name for facts in self.facts.values() for name in facts.imports)

    # --- programs ---------------------------------------------------------------------------------------------

    @cached_property
    def loads(self) -> Mapping[str, tuple[Load, ...]]:
        """The calls that read configs, by the path of the Python file."""
        return {path: facts.loads for path, facts in self.facts.items() if facts.loads}

    @cached_property
    def search_paths(self) -> tuple[str, ...]:
        """The folders given to `gin.add_config_file_search_path`; relative ones count from the working folder."""
        from hp_lsp.dialects.gin.code.search_paths import search_paths

        return search_paths(self.facts.values())

    @cached_property
    def has_computed_search_paths(self) -> bool:
        """Whether some program adds a folder that cannot be worked out here."""
        return any(one.path is None for facts in self.facts.values() for one in facts.search_paths)

    # --- how it is done ---------------------------------------------------------------------------------------

    @cached_property
    def _registered(self) -> Registered:
        return register(self.facts, self.modules)

    @cached_property
    def _selectors(self) -> SelectorMap:
        return SelectorMap(self._registered.by_key)

    @cached_property
    def _constant_names(self) -> SelectorMap:
        return SelectorMap(self._registered.constants)

    @cached_property
    def _unread(self) -> Unread:
        return Unread(self._registered.facts, self.modules, self._registered.loose_names)

    @cached_property
    def _all(self) -> tuple[Configurable, ...]:
        return tuple(self._registered.by_key[key][0] for key in sorted(self._registered.by_key))

    @cached_property
    def _declared_by_path(self) -> Mapping[str, list[Configurable]]:
        """The configurables that each Python file declares."""
        found: defaultdict[str, list[Configurable]] = defaultdict(list)
        for alternatives in self._registered.by_key.values():
            for one in alternatives:
                if one.declaration is not None:
                    found[one.declaration.path].append(one)
        return found

    @cached_property
    def _parameters_by_path(self) -> Mapping[str, tuple[tuple[Span, Configurable, str], ...]]:
        found: dict[str, list[tuple[Span, Configurable, str]]] = defaultdict(list)
        for one in self._all:
            for parameter in self.signature(one).parameters:
                place = parameter.declaration
                found[place.path].append((place.span, one, parameter.name))
        order = partial(sorted, key=lambda triple: (triple[0], triple[1].key))
        return {path: tuple(order(triples)) for path, triples in found.items()}

    def _is_patched(self, configurable: Configurable) -> bool:
        """Tell whether some file may change what a function, or a class or one of its bases, takes."""
        patched = {name for facts in self._registered.facts.values() for name in facts.patched}
        start = class_at(configurable.meaning) if patched else None
        above = (one.picture.name for one in ancestors(self.modules, start)) if start else ()
        return not patched.isdisjoint((configurable.name, *_own_name(configurable), *above))

    def _merged_signature(self, configurable: Configurable) -> Signature:
        """Return what all that is registered under the key of a configurable takes; not known where they differ."""
        each = [
            signature_of(self.modules, one) for one in self.alternatives(configurable.key) or (configurable,)
        ]
        return same_parameters(each)


def _own_name(configurable: Configurable) -> tuple[str, ...]:
    """Return the name in the `def` or `class` of a configurable, if that is known."""
    meaning = configurable.meaning
    bound = meaning.bound if isinstance(meaning, Found) else None
    return (bound.name,) if isinstance(bound, Function | Class) else ()
