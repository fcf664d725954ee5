"""What a dotted name means across Python modules. Knows no files: whoever holds them answers `Modules`.

Nothing is imported: names are followed through imports, aliases, star imports, packages and classes as they are
written. What cannot be followed is `Missing.UNKNOWN`.
"""

from __future__ import annotations

import builtins
from ast import literal_eval
from collections.abc import Callable, Iterator, Sequence
from enum import Enum
from typing import NamedTuple, Protocol, TypeAlias, TypeVar

from hp_lsp.python.module import Bound, Class, Function, Import, Module, Value
from hp_lsp.python.source import Source

T = TypeVar("T")


class Missing(Enum):
    """Why there is nothing to look at."""

    ABSENT = "absent"
    """There certainly is none: the module or package it would be in is known completely."""
    UNKNOWN = "unknown"
    """It may exist but cannot be read: not installed here, compiled, or made at run time."""


class Modules(Protocol):
    """The Python modules that can be read."""

    def find(self, name: str, importer: str = "") -> Module | Missing:
        """Return the module that `import name` gives in the file at `importer`, by its absolute dotted name."""

    def at(self, path: str) -> Module | Missing:
        """Return the module of the file at `path`, whatever its name."""

    def installed(
        self, dialect: str, package: str, markers: Sequence[bytes], scan: Callable[[Source], T | None]
    ) -> Iterator[T | None]:
        """Yield the facts that `scan` gives for each file of an installed package with one of `markers`, else None.

        Where `scan` fails, it is given the file once more without its text: it may say anything. Yields nothing for a
        package of the project's own.
        """

    def data_files(self, package: str, ending: str) -> tuple[str, ...]:
        """Return the files of an installed package whose names end so; none for a package of the project's own."""

    def recall(self, key: tuple[str, ...], compute: Callable[[], T]) -> T:
        """Return what `compute` gives, worked out once for the packages that are installed."""


class Builtin(NamedTuple):
    """One of Python's built-in names, such as `dict`."""

    name: str


class Found(NamedTuple):
    """Something that a module defines: `qualname` is its path inside `module`, empty for the module itself.

    `bound` is None for the module; a Value is a name whose value is not followed further.
    """

    module: Module
    qualname: str
    bound: Function | Class | Value | None


Meaning: TypeAlias = Found | Builtin | Missing

_BUILTINS = frozenset(dir(builtins))
_MODULE_ATTRIBUTES = frozenset(
    (
        "__loader__",
        "__cached__",
        "__builtins__",
        "__annotations__",
        "__name__",
        "__file__",
        "__doc__",
        "__path__",
        "__spec__",
        "__dict__",
        "__package__",
    )
)
_MOST_STEPS = 40
"""Names are followed over this many imports and aliases; longer chains are circles."""


def module_meaning(modules: Modules, name: str, importer: str = "") -> Meaning:
    """Return the module of that absolute dotted name."""
    module = modules.find(name, importer)
    return Found(module, "", None) if isinstance(module, Module) else module


def lookup(modules: Modules, module: Module, name: str, steps: int = _MOST_STEPS) -> Meaning:
    """Return what the dotted `name` means at the top level of `module`."""
    first, *rest = name.split(".")
    meaning = module_name(modules, module, first, steps)
    if isinstance(meaning, Missing) and first in _BUILTINS and first not in module.names:
        meaning = Builtin(first)
    return _attributes(modules, meaning, rest, steps)


def imported(
    modules: Modules, name: str, attribute: str = "", importer: str = "", steps: int = _MOST_STEPS
) -> Meaning:
    """Return what the file at `importer` gets that imports `attribute`, a dotted name, from the module `name`."""
    names = attribute.split(".") if attribute else []
    return _attributes(modules, module_meaning(modules, name, importer), names, steps)


def absolute(modules: Modules, name: str, importer: str = "") -> Meaning:
    """Return what an absolute dotted name such as `a.b.C` means in the file at `importer`."""
    first, _, rest = name.partition(".")
    return imported(modules, first, rest, importer)


def attribute(modules: Modules, owner: Meaning, name: str, steps: int = _MOST_STEPS) -> Meaning:
    """Return what `owner.name` means."""
    if isinstance(owner, Missing):
        return owner
    if isinstance(owner, Builtin) or isinstance(owner.bound, Function | Value):
        return Missing.UNKNOWN
    if owner.bound is None:
        return _module_attribute(modules, owner.module, name, steps)
    from hp_lsp.python.classes import member

    return member(modules, owner, name, steps)


def follow(
    modules: Modules, module: Module, scope: str, name: str, bound: Bound, steps: int = _MOST_STEPS
) -> Meaning:
    """Return what a name bound to `bound` means; `scope` is the path of the class in `module` that binds it."""
    if steps <= 0:
        return Missing.UNKNOWN
    if isinstance(bound, Import):
        return imported(modules, bound.module, bound.attribute, module.path, steps - 1)
    if isinstance(bound, Value) and _is_dotted(bound.text):
        meaning = lookup(modules, module, bound.text, steps - 1)
        if not isinstance(meaning, Missing):
            return meaning
    return Found(module, f"{scope}.{name}" if scope else name, bound)


def module_name(modules: Modules, module: Module, name: str, steps: int = _MOST_STEPS) -> Meaning:
    """Return what one name means at the top level of `module`; built-in names are none of its own."""
    alternatives = module.names.get(name, ())
    later = [star for star in module.star_imports if all(star.span > bound.span for bound in alternatives)]
    starred = _starred(modules, later, name, module.path, steps)
    if starred is not Missing.ABSENT:
        return starred
    if alternatives:
        return choose([follow(modules, module, "", name, bound, steps) for bound in alternatives])
    if module.broken or module.is_open or name in _MODULE_ATTRIBUTES:
        return Missing.UNKNOWN
    return Missing.ABSENT


def starred(modules: Modules, module: Module, name: str) -> Meaning:
    """Return what a name means by the star imports of `module` alone, as before the module itself binds it."""
    return _starred(modules, module.star_imports, name, module.path, _MOST_STEPS)


def choose(meanings: list[Meaning]) -> Meaning:
    """Return the one meaning that alternatives have in common; unknown where they differ.

    A name that is None in one branch, as after a failed import, means what it is in the other.
    """
    telling = [meaning for meaning in meanings if not _is_none(meaning)] or meanings
    first = telling[0]
    return first if all(meaning == first for meaning in telling[1:]) else Missing.UNKNOWN


def _attributes(modules: Modules, owner: Meaning, names: list[str], steps: int) -> Meaning:
    for name in names:
        owner = attribute(modules, owner, name, steps)
    return owner


def _module_attribute(modules: Modules, module: Module, name: str, steps: int) -> Meaning:
    own = module_name(modules, module, name, steps)
    if not isinstance(own, Missing) or not module.is_package:
        return own
    submodule = module_meaning(modules, f"{module.name}.{name}")
    return submodule if isinstance(submodule, Found) or own is Missing.ABSENT else own


def _starred(modules: Modules, stars: Sequence[Import], name: str, importer: str, steps: int) -> Meaning:
    """Return what star imports make of a name: the last one that has it, or what alternatives have in common."""
    if steps <= 0:
        return Missing.UNKNOWN
    found: list[Meaning] = []
    for star in reversed(stars):
        meaning = _exported(modules, modules.find(star.module, importer), name, steps - 1)
        if meaning is not Missing.ABSENT:
            found.append(meaning)
            if star.certain:
                break
    return choose(found) if found else Missing.ABSENT


def _exported(modules: Modules, source: Module | Missing, name: str, steps: int) -> Meaning:
    """Return what a star import of a module makes of a name."""
    if isinstance(source, Missing):
        return Missing.UNKNOWN
    return _module_attribute(modules, source, name, steps) if _exports(source, name) else Missing.ABSENT


def _exports(module: Module, name: str) -> bool:
    """Tell whether a star import may take `name` from `module`."""
    listed = module.names.get("__all__")
    if not listed:
        return not name.startswith("_")
    if len(listed) > 1 or not isinstance(listed[0], Value) or not listed[0].text:
        return True
    try:
        names = literal_eval(listed[0].text)
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return True
    return not isinstance(names, list | tuple) or name in names


def _is_dotted(text: str) -> bool:
    return bool(text) and all(part.isidentifier() for part in text.split("."))


def _is_none(meaning: Meaning) -> bool:
    return isinstance(meaning, Found) and isinstance(meaning.bound, Value) and meaning.bound.text == "None"
