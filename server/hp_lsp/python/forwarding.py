"""Which parameters `**kwargs` stands for: those of the functions that it is passed on to.

Does not say what may be bound: any name may. These are the ones worth offering.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hp_lsp.python.classes import Ancestor, ClassAt, mro
from hp_lsp.python.module import Class, Forward, Function
from hp_lsp.python.modules import Found, Meaning, Modules, lookup
from hp_lsp.python.signatures import (
    Parameter,
    class_signature,
    found_signature,
    without_given,
    without_receiver,
)

_FURTHEST = 5
"""Over how many functions one `**kwargs` is followed."""


def forwarded(modules: Modules, meaning: Meaning) -> tuple[Parameter, ...]:
    """Return the parameters that a function or class takes by `**kwargs` for others, as far as they can be read."""
    found: dict[str, Parameter] = {}
    for parameter in _of(modules, meaning, _FURTHEST):
        found.setdefault(parameter.name, parameter)
    return tuple(found.values())


def _of(modules: Modules, meaning: Meaning, steps: int) -> Iterator[Parameter]:
    if not isinstance(meaning, Found) or steps == 0:
        return
    if isinstance(meaning.bound, Function):
        yield from _of_function(modules, meaning, meaning.bound, (), steps)
    elif isinstance(meaning.bound, Class):
        order = mro(modules, ClassAt(meaning.module, meaning.qualname, meaning.bound)).classes
        yield from _of_constructor(modules, order, steps)


def _of_constructor(modules: Modules, order: Sequence[Ancestor], steps: int) -> Iterator[Parameter]:
    """Yield what the first constructor of a resolution order passes on."""
    for position, one in enumerate(order):
        if isinstance(one, str):
            return
        for name in ("__init__", "__new__"):
            for bound in one.picture.members.get(name, ())[:1]:
                if isinstance(bound, Function):
                    place = Found(one.module, f"{one.qualname}.{name}", bound)
                    yield from _of_function(modules, place, bound, order[position + 1 :], steps)
                return


def _of_function(
    modules: Modules, place: Found, function: Function, above: Sequence[Ancestor], steps: int
) -> Iterator[Parameter]:
    own = {one.name for one in function.parameters}
    for forward in function.forwards:
        for parameter in _taken(modules, place, forward, above, steps - 1):
            if parameter.name not in own and parameter.name not in forward.keywords:
                yield parameter


def _taken(
    modules: Modules, place: Found, forward: Forward, above: Sequence[Ancestor], steps: int
) -> Iterator[Parameter]:
    """Yield what the function takes that `**kwargs` is passed on to, beside what the call gives by position."""
    if forward.name in ("super().__init__", "super().__new__"):
        yield from _inherited(modules, above, forward.positional)
        yield from _of_constructor(modules, above, steps)
        return
    owner = place.qualname.rpartition(".")[0]
    name = f"{owner}.{forward.name[5:]}" if owner and forward.name.startswith("self.") else forward.name
    meaning = lookup(modules, place.module, name)
    takes = found_signature(modules, meaning)
    if name != forward.name:
        takes = without_receiver(takes)
    yield from without_given(takes._replace(receiver=""), forward.positional).parameters
    yield from _of(modules, meaning, steps)


def _inherited(modules: Modules, above: Sequence[Ancestor], given: int) -> Sequence[Parameter]:
    """Return what the next class of a resolution order takes."""
    if not above or isinstance(above[0], str):
        return ()
    takes = class_signature(modules, above[0], above[0].picture.decorators)
    return without_given(takes._replace(receiver=""), given).parameters
