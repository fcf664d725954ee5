"""What a function or class can be given by name, found as `inspect.getfullargspec` would, without running it.

A class takes what the first class of its resolution order with an `__init__` or `__new__` takes. Whatever involves
something that cannot be read is a signature that is not `known`: then nothing may be called wrong.
"""

from __future__ import annotations

import builtins
from collections.abc import Sequence
from typing import NamedTuple

from hp_lsp.python.classes import (
    MAKING_FIELDS,
    NAMED_TUPLE,
    TRANSPARENT_BASES,
    ClassAt,
    Mro,
    ancestors,
    is_protocol,
    mro,
    target,
)
from hp_lsp.python.decorators import Transform, decorated, transform_of
from hp_lsp.python.fields import fields_of, generates_init, replaces_init
from hp_lsp.python.module import Class, Decorator, Function, Module, ParameterKind, ParameterNode
from hp_lsp.python.modules import Builtin, Found, Missing, Modules, lookup
from hp_lsp.text.span import Location


class Parameter(NamedTuple):
    """A parameter that can be bound by name; `default` and `annotation` are source text, None without one."""

    name: str
    kind: ParameterKind
    default: str | None
    annotation: str | None
    declaration: Location


class Signature(NamedTuple):
    """What can be given by name. Not `known`: there may be other parameters, and those given may be wrong.

    `accepts_any`: every name is taken, by `**kwargs` or because nothing looks at the names (`object.__init__`).
    `receiver` is the name of `self` or `cls`, which the caller gives by position.
    """

    parameters: tuple[Parameter, ...] = ()
    accepts_any: bool = False
    known: bool = True
    receiver: str = ""

    def parameter(self, name: str) -> Parameter | None:
        """Return the parameter of that name."""
        return next((one for one in self.parameters if one.name == name), None)


UNKNOWN = Signature(known=False)
ANYTHING = Signature(accepts_any=True)


def signature(
    modules: Modules,
    module: Module,
    qualname: str,
    bound: Function | Class,
    decorators: Sequence[Decorator] | None = None,
) -> Signature:
    """Return what a function or class of `module` takes.

    `decorators` are those to take into account, outermost first: all of them unless given.
    """
    applied = bound.decorators if decorators is None else decorators
    if isinstance(bound, Function):
        return _applied(modules, module, applied, function_signature(module.path, bound.parameters))
    return class_signature(modules, ClassAt(module, qualname, bound), applied)


def function_signature(path: str, parameters: Sequence[ParameterNode]) -> Signature:
    """Return what the parameters of a `def` or `lambda` in the file at `path` take."""
    named = [one for one in parameters if not one.kind.startswith("var-")]
    return Signature(
        tuple(
            Parameter(one.name, one.kind, one.default, one.annotation, Location(path, one.span))
            for one in named
        ),
        accepts_any=any(one.kind == "var-keyword" for one in parameters),
    )


def class_signature(modules: Modules, start: ClassAt, decorators: Sequence[Decorator]) -> Signature:
    """Return what calling a class takes; `decorators` are those of the class itself to take into account."""
    order = mro(modules, start)
    known = _ordinary_construction(modules, start)
    for position, one in enumerate(order.classes):
        applied = decorators if position == 0 else () if isinstance(one, str) else one.picture.decorators
        known = known and (isinstance(one, str) or _keeps_constructor(modules, one, applied))
        found = _constructor(modules, Mro(order.classes[position:], order.complete), applied)
        if found is not None:
            return found if known else found._replace(known=False)
    return ANYTHING if order.complete and known else UNKNOWN


def method_signature(
    modules: Modules, module: Module, method: Function, decorators: Sequence[Decorator]
) -> Signature:
    """Return what a method of a class in `module` takes, its receiver apart."""
    taken = _applied(modules, module, decorators, function_signature(module.path, method.parameters))
    return taken if any(one.name == "staticmethod" for one in decorators) else without_receiver(taken)


def without_given(taken: Signature, count: int) -> Signature:
    """Return a signature whose first parameters are given by position, as `functools.partial` does."""
    if taken.receiver and count:
        return without_given(taken._replace(receiver=""), count - 1)
    left = [one for one in taken.parameters if one.kind in ("positional-only", "positional")][count:]
    named = [one for one in taken.parameters if one.kind == "keyword-only" or one in left]
    return taken._replace(parameters=tuple(named))


def same_parameters(alternatives: Sequence[Signature]) -> Signature:
    """Return what alternatives take; where they differ, the first one as not known."""
    first = alternatives[0]
    names = {one.name for one in first.parameters}
    alike = all(
        {one.name for one in other.parameters} == names and other.accepts_any == first.accepts_any
        for other in alternatives
    )
    return first if alike and all(one.known for one in alternatives) else first._replace(known=False)


def without_receiver(given: Signature) -> Signature:
    """Return a signature whose first parameter is the receiver."""
    first = given.parameters[0] if given.parameters else None
    if first is None or first.kind == "keyword-only":
        return given
    return given._replace(parameters=given.parameters[1:], receiver=first.name)


def found_signature(modules: Modules, meaning: Found | Builtin | Missing) -> Signature:
    """Return what something that was looked up takes; built-in classes take any name."""
    if isinstance(meaning, Builtin) and isinstance(getattr(builtins, meaning.name), type):
        return ANYTHING
    if isinstance(meaning, Found) and isinstance(meaning.bound, Function | Class):
        return signature(modules, meaning.module, meaning.qualname, meaning.bound)
    return UNKNOWN


def _constructor(modules: Modules, order: Mro, decorators: Sequence[Decorator]) -> Signature | None:
    """Return what the first class of `order` takes if it defines how it is constructed."""
    one = order.classes[0]
    if isinstance(one, str):
        return _known_constructor(one)
    if replaces_init(order.classes, decorators):
        return fields_signature(order, decorators)
    for name in ("__init__", "__new__"):
        alternatives = one.picture.members.get(name, ())
        if len(alternatives) == 1 and isinstance(alternatives[0], Function):
            return method_signature(modules, one.module, alternatives[0], alternatives[0].decorators)
        if alternatives:
            return UNKNOWN
        if name == "__init__" and generates_init(order.classes, decorators):
            return fields_signature(order, decorators)
    return None


def _known_constructor(name: str) -> Signature | None:
    """Return what a built-in or known base takes: `dict.__init__` and its like take any name."""
    if name in TRANSPARENT_BASES:
        return None
    return UNKNOWN if name in MAKING_FIELDS else ANYTHING


def fields_signature(order: Mro, decorators: Sequence[Decorator]) -> Signature:
    """Return what the constructor takes that is made of the fields of a class and its bases."""
    found = fields_of(order.classes, decorators)
    parameters = tuple(
        Parameter(one.parameter, one.kind, one.default, one.annotation, Location(one.path, one.span))
        for one in found.fields
    )
    receiver = "_cls" if NAMED_TUPLE in order.classes else "self"
    return Signature(parameters, known=found.known and order.complete, receiver=receiver)


def _applied(
    modules: Modules, module: Module, decorators: Sequence[Decorator], plain: Signature
) -> Signature:
    transforms = [transform_of(modules, module, decorator) for decorator in decorators]
    return plain if decorated(transforms) else plain._replace(known=False)


def _keeps_constructor(modules: Modules, one: ClassAt, decorators: Sequence[Decorator]) -> bool:
    """Tell whether what makes the class leaves its constructor as the text shows it."""
    if is_protocol(one) and "__init__" in one.picture.members:
        return False
    return all(transform_of(modules, one.module, each) is not Transform.UNKNOWN for each in decorators)


def _ordinary_construction(modules: Modules, start: ClassAt) -> bool:
    """Tell whether no metaclass and no `__init_subclass__` that was read may replace a constructor."""
    classes = ancestors(modules, start)
    hooks = [hook for one in classes[1:] for hook in one.picture.members.get("__init_subclass__", ())]
    harmless = all(isinstance(hook, Function) and not hook.rewrites_class for hook in hooks)
    return harmless and all(_ordinary_metaclass(modules, one) for one in classes)


_ORDINARY_METACLASSES = frozenset(("abc.ABCMeta", "type"))


def _ordinary_metaclass(modules: Modules, one: ClassAt) -> bool:
    written = one.picture.keywords.get("metaclass")
    if "**" in one.picture.keywords:
        return False
    if written is None or target(one.module, written) in _ORDINARY_METACLASSES:
        return True
    meaning = (
        lookup(modules, one.module, written) if written.replace(".", "").isidentifier() else Missing.UNKNOWN
    )
    if not isinstance(meaning, Found) or not isinstance(meaning.bound, Class):
        return False
    meta = meaning.bound
    plain_bases = all(base and target(meaning.module, base) in _ORDINARY_METACLASSES for base in meta.bases)
    return plain_bases and not {"__new__", "__init__"} & set(meta.members)
