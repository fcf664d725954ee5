"""Classes across modules: their method resolution order and the members found along it."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from hp_lsp.python.module import Class, Function, Import, Module, Value
from hp_lsp.python.modules import (
    Builtin,
    Found,
    Meaning,
    Missing,
    Modules,
    choose,
    follow,
    lookup,
)

_MOST_BASES = 60
"""A chain of bases longer than this is a circle."""

NAMED_TUPLE = "typing.NamedTuple"
FLAX_MODULE = "flax.linen.Module"
FLAX_NODE = "flax.struct.PyTreeNode"
EQUINOX_MODULE = "equinox.Module"
MAKING_FIELDS = frozenset((NAMED_TUPLE, FLAX_MODULE, FLAX_NODE, EQUINOX_MODULE))
"""Known bases that make a constructor of the fields of the classes below them."""
PROTOCOL = "typing.Protocol"
TRANSPARENT_BASES = frozenset(("abc.ABC", "typing.Generic"))
"""Known bases that leave open how a class is constructed."""

_KNOWN_BASES = {
    "abc.ABC": "abc.ABC",
    "typing.Generic": "typing.Generic",
    "typing_extensions.Generic": "typing.Generic",
    "typing.NamedTuple": NAMED_TUPLE,
    "typing_extensions.NamedTuple": NAMED_TUPLE,
    "typing.Protocol": PROTOCOL,
    "typing_extensions.Protocol": PROTOCOL,
    "flax.linen.Module": FLAX_MODULE,
    "flax.linen.module.Module": FLAX_MODULE,
    "flax.struct.PyTreeNode": FLAX_NODE,
    "equinox.Module": EQUINOX_MODULE,
    "equinox._module.Module": EQUINOX_MODULE,
}
"""Bases that need not be read, by absolute name, with the name they have in an `Mro`."""


class ClassAt(NamedTuple):
    """A class and the module and path it is defined at."""

    module: Module
    qualname: str
    picture: Class


Ancestor: TypeAlias = ClassAt | str
"""A class of a resolution order: one that was read, or the name of a built-in or known one."""


class Mro(NamedTuple):
    """A method resolution order; `complete` unless it had to stop where a base is unknown. `object` is left out."""

    classes: tuple[Ancestor, ...]
    complete: bool


def class_at(meaning: Meaning) -> ClassAt | None:
    """Return the class that was found, if it is one."""
    if isinstance(meaning, Found) and isinstance(meaning.bound, Class):
        return ClassAt(meaning.module, meaning.qualname, meaning.bound)
    return None


def mro(modules: Modules, start: ClassAt) -> Mro:
    """Return the C3 method resolution order of a class, or the part of it that is certain."""
    return _linearize(modules, start, _MOST_BASES)


def ancestors(modules: Modules, start: ClassAt) -> list[ClassAt]:
    """Return a class and every class above it that can be read, whatever their order."""
    found = [start]
    for one in found:
        above = (_base(modules, one, name) for name in one.picture.bases)
        found.extend(base for base in above if isinstance(base, ClassAt) and base not in found)
    return found


def is_protocol(one: ClassAt) -> bool:
    """Tell whether a class is itself a protocol, whose constructor older Pythons replace."""
    return any(_KNOWN_BASES.get(target(one.module, base or "")) == PROTOCOL for base in one.picture.bases)


def target(module: Module, name: str) -> str:
    """Return the absolute name that a dotted name of `module` was imported by; the name itself where it was not."""
    first, _, rest = name.partition(".")
    alternatives = module.names.get(first, ())
    targets = {bound.target for bound in alternatives if isinstance(bound, Import)}
    if len(targets) != 1:
        return name
    return f"{targets.pop()}.{rest}" if rest else targets.pop()


def member(modules: Modules, owner: Found, name: str, steps: int) -> Meaning:
    """Return what `name` means as an attribute of a class: its own, or one of its bases' in their order."""
    start = class_at(owner)
    if start is None or steps <= 0:
        return Missing.UNKNOWN
    order = mro(modules, start)
    for one in order.classes:
        if isinstance(one, str):
            return Missing.UNKNOWN
        alternatives = one.picture.members.get(name)
        if alternatives:
            return choose([_follow(modules, one, name, bound, steps) for bound in alternatives])
    return Missing.ABSENT if order.complete and _is_plain(start.picture, name) else Missing.UNKNOWN


def _is_plain(picture: Class, name: str) -> bool:
    return not (picture.keywords or picture.decorators or name.startswith("__"))


def _follow(
    modules: Modules, owner: ClassAt, name: str, bound: Function | Class | Import | Value, steps: int
) -> Meaning:
    if isinstance(bound, Value) and bound.text.partition(".")[0] in owner.picture.members:
        return Missing.UNKNOWN
    return follow(modules, owner.module, owner.qualname, name, bound, steps - 1)


def _linearize(modules: Modules, start: ClassAt, budget: int) -> Mro:
    bases = [_base(modules, start, name) for name in start.picture.bases]
    if budget == 0:
        return Mro((start,), complete=False)
    orders = [
        Mro((), complete=False) if base is None
        else Mro((base,), complete=True) if isinstance(base, str)
        else _linearize(modules, base, budget - 1)
        for base in bases
    ]  # fmt: skip
    if len(orders) == 1:
        return Mro((start, *orders[0].classes), orders[0].complete)
    if not all(order.complete for order in orders):
        return Mro((start, *orders[0].classes[:1]), complete=False)
    merged = _merge(
        [list(order.classes) for order in orders] + [[base for base in bases if base is not None]]
    )
    return Mro((start,), complete=False) if merged is None else Mro((start, *merged), complete=True)


def _merge(lists: list[list[Ancestor]]) -> list[Ancestor] | None:
    """Merge as Python's C3 does; None where there is no consistent order."""
    merged: list[Ancestor] = []
    while True:
        lists = [each for each in lists if each]
        if not lists:
            return merged
        keys = {_key(one) for each in lists for one in each[1:]}
        head = next((each[0] for each in lists if _key(each[0]) not in keys), None)
        if head is None:
            return None
        merged.append(head)
        lists = [each[1:] if _key(each[0]) == _key(head) else each for each in lists]


def _key(one: Ancestor) -> tuple[str, str]:
    return ("", one) if isinstance(one, str) else (one.module.path, one.qualname)


def _base(modules: Modules, start: ClassAt, name: str | None) -> Ancestor | None:
    if name is None:
        return None
    known = _KNOWN_BASES.get(target(start.module, name))
    if known is not None:
        return known
    meaning = _meaning_in_class(modules, start, name)
    if isinstance(meaning, Builtin):
        return meaning.name
    return class_at(meaning)


def _meaning_in_class(modules: Modules, start: ClassAt, name: str) -> Meaning:
    """Return what a base means where the class stands: in the body of an outer class or of the module."""
    outer = start.qualname.rpartition(".")[0]
    if outer:
        found = class_at(lookup(modules, start.module, outer))
        if found is not None and name.partition(".")[0] in found.picture.members:
            return lookup(modules, start.module, f"{outer}.{name}")
    return lookup(modules, start.module, name)
