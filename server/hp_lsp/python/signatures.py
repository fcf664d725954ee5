"""What a function or class can be given by name, found as `inspect.getfullargspec` would, without running it.

A class takes what the first class of its resolution order with an `__init__` or `__new__` takes. Whatever involves
something that cannot be read is a signature that is not `known`: then nothing may be called wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hp_lsp.python.classes import Ancestor, ClassAt, mro, target
from hp_lsp.python.decorators import Transform, decorated, transform_of
from hp_lsp.python.fields import fields_of, generates_init
from hp_lsp.python.module import Class, Decorator, Function, Module, ParameterKind, ParameterNode
from hp_lsp.python.modules import Builtin, Found, Missing, Modules, lookup
from hp_lsp.text.span import Location


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter that can be bound by name; `default` and `annotation` are source text, None without one."""

    name: str
    kind: ParameterKind
    default: str | None
    annotation: str | None
    declaration: Location


@dataclass(frozen=True, slots=True)
class Signature:
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
    known = True
    for position, one in enumerate(order.classes):
        applied = decorators if position == 0 else () if isinstance(one, str) else one.picture.decorators
        found = _constructor(modules, order.classes[position:], applied)
        if not isinstance(one, str):
            known = known and _is_ordinary(modules, one, applied, is_start=position == 0)
        if found is not None:
            return found if known else replace(found, known=False)
    return ANYTHING if order.complete and known else replace(ANYTHING, known=False, accepts_any=False)


def method_signature(
    modules: Modules, owner: ClassAt, method: Function, decorators: Sequence[Decorator]
) -> Signature:
    """Return what a method takes, its receiver apart."""
    plain = function_signature(owner.module.path, method.parameters)
    return without_receiver(_applied(modules, owner.module, decorators, plain))


def without_receiver(given: Signature) -> Signature:
    """Return a signature whose first parameter is the receiver."""
    first = given.parameters[0] if given.parameters else None
    if first is None or first.kind == "keyword-only":
        return given
    return replace(given, parameters=given.parameters[1:], receiver=first.name)


def found_signature(modules: Modules, meaning: Found | Builtin | Missing) -> Signature:
    """Return what something that was looked up takes."""
    if isinstance(meaning, Found) and isinstance(meaning.bound, Function | Class):
        return signature(modules, meaning.module, meaning.qualname, meaning.bound)
    return UNKNOWN


def _constructor(
    modules: Modules, order: Sequence[Ancestor], decorators: Sequence[Decorator]
) -> Signature | None:
    """Return what the first class of `order` takes if it defines how it is constructed."""
    one = order[0]
    if isinstance(one, str):
        return _builtin_constructor(one)
    for name in ("__init__", "__new__"):
        alternatives = one.picture.members.get(name, ())
        if len(alternatives) == 1 and isinstance(alternatives[0], Function):
            return method_signature(modules, one, alternatives[0], alternatives[0].decorators)
        if alternatives:
            return UNKNOWN
        if name == "__init__" and generates_init(one, order, decorators):
            return fields_signature(order, decorators)
    return None


def _builtin_constructor(name: str) -> Signature | None:
    if name in ("ABC", "Generic"):
        return None
    if name in ("NamedTuple", "flax.linen.Module"):
        return UNKNOWN
    return ANYTHING


def fields_signature(order: Sequence[Ancestor], decorators: Sequence[Decorator]) -> Signature:
    """Return what the `__init__` takes that is generated from the fields of a class and its bases."""
    found = fields_of(order, decorators)
    parameters = tuple(
        Parameter(one.parameter, one.kind, one.default, one.annotation, Location(one.path, one.span))
        for one in found.fields
    )
    return Signature(parameters, accepts_any=found.accepts_any, known=found.known)


def _applied(
    modules: Modules, module: Module, decorators: Sequence[Decorator], plain: Signature
) -> Signature:
    transforms = [transform_of(modules, module, decorator) for decorator in decorators]
    return plain if decorated(transforms) else replace(plain, known=False)


def _is_ordinary(modules: Modules, one: ClassAt, decorators: Sequence[Decorator], *, is_start: bool) -> bool:
    """Tell whether nothing that cannot be read may give the class another constructor."""
    for decorator in decorators:
        if transform_of(modules, one.module, decorator) is Transform.UNKNOWN:
            return False
    if not _ordinary_metaclass(modules, one):
        return False
    hooks = one.picture.members.get("__init_subclass__", ())
    return is_start or not any(not isinstance(hook, Function) or hook.rewrites_class for hook in hooks)


_ORDINARY_METACLASSES = frozenset(("abc.ABCMeta", "type", "enum.EnumMeta"))


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
