"""Constructors made of fields: dataclasses, attrs and their like. Knows the fields of classes that were read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hp_lsp.python.calls import read_call
from hp_lsp.python.classes import (
    EQUINOX_MODULE,
    FLAX_MODULE,
    FLAX_NODE,
    NAMED_TUPLE,
    Ancestor,
    ClassAt,
    target,
)
from hp_lsp.python.decorators import DATACLASSES
from hp_lsp.python.module import Decorator, Field, Module, ParameterKind, Value
from hp_lsp.text.span import Span


class FieldParameter(NamedTuple):
    """A field that the constructor takes, as the parameter it becomes."""

    parameter: str
    kind: ParameterKind
    default: str | None
    annotation: str | None
    path: str
    span: Span


class Fields(NamedTuple):
    """The parameters made of fields; not `known` where a base or an option cannot be read."""

    fields: tuple[FieldParameter, ...]
    known: bool


class _Style(NamedTuple):
    """How one class makes its constructor.

    `annotated` is None where annotated names are fields unless an unannotated one is, too. `replaces`: a constructor in
    the class body is replaced. Not `known` where an option cannot be read.
    """

    init: bool | None = True
    kw_only: bool = False
    is_attrs: bool = False
    annotated: bool | None = True
    replaces: bool = False
    known: bool = True


_FIELD_CALLS = frozenset(("field", "ib", "attrib"))
_ATTRIBUTE_CALLS = _FIELD_CALLS | {"attr", "Factory"}
_ANNOTATION_HEAD = re.compile(r"""["']?\s*([\w.]+)""")


def generates_init(order: Sequence[Ancestor], decorators: Sequence[Decorator]) -> bool:
    """Tell whether the first class of `order` gets a constructor made of fields."""
    style = _style(order, decorators)
    return style is not None and style.init is not False


def replaces_init(order: Sequence[Ancestor], decorators: Sequence[Decorator]) -> bool:
    """Tell whether that constructor replaces one in the body of the class."""
    style = _style(order, decorators)
    return style is not None and style.replaces and style.init is not False


def fields_of(order: Sequence[Ancestor], decorators: Sequence[Decorator]) -> Fields:
    """Return the constructor parameters of the first class of `order`, those of its bases first."""
    found: dict[str, FieldParameter | None] = {}
    known = True
    if FLAX_MODULE in order:
        found.update((name, _unplaced(name)) for name in ("parent", "name"))
    for position in reversed(range(len(order))):
        one = order[position]
        if isinstance(one, str):
            continue
        style = _style(order[position:], decorators if position == 0 else one.picture.decorators)
        if style is not None:
            known = known and style.known
            found.update(_own_fields(one, style))
    return Fields(tuple(field for field in found.values() if field is not None), known)


def _unplaced(name: str) -> FieldParameter:
    return FieldParameter(name, "keyword-only", "None", None, "", Span(0, 0))


def _style(order: Sequence[Ancestor], decorators: Sequence[Decorator]) -> _Style | None:
    one = order[0]
    if isinstance(one, str):
        return None
    for decorator in decorators:
        absolute = target(one.module, decorator.name or "")
        if absolute in DATACLASSES:
            return _style_of(absolute, dict(decorator.call or ()))
    if NAMED_TUPLE in order[1:2] or FLAX_MODULE in order or FLAX_NODE in order:
        return _Style()
    return _Style() if EQUINOX_MODULE in order and not _has_own_init(order) else None


def _has_own_init(order: Sequence[Ancestor]) -> bool:
    """Tell whether some class defines its constructor itself, which the classes below then inherit."""
    return any(not isinstance(one, str) and "__init__" in one.picture.members for one in order)


def _style_of(absolute: str, options: dict[str | None, str]) -> _Style:
    is_attrs = absolute.startswith(("attr.", "attrs."))
    classic = absolute in ("attr.s", "attr.attrs", "attr.attributes", "attr.dataclass")
    init = _flag(options.get("init"), default=True)
    kw_only = _flag(options.get("kw_only"), default=absolute.startswith("chex."))
    auto = _flag(options.get("auto_attribs"), default=not classic or absolute == "attr.dataclass")
    detects = _flag(options.get("auto_detect"), default=not classic)
    readable = not {"**", "*", None, "these"} & set(options) and None not in (init, kw_only, auto, detects)
    mixes = is_attrs and not classic and "auto_attribs" not in options
    return _Style(init, bool(kw_only), is_attrs, None if mixes else auto, is_attrs and not detects, readable)


def _flag(text: str | None, *, default: bool) -> bool | None:
    return default if text is None else {"True": True, "False": False}.get(text)


def _own_fields(one: ClassAt, style: _Style) -> Iterator[tuple[str, FieldParameter | None]]:
    """Yield each field by name; None for one that the constructor does not take."""
    kw_only = style.kw_only
    unannotated = tuple(_unannotated_fields(one)) if style.is_attrs else ()
    annotated = not unannotated if style.annotated is None else style.annotated
    for field in one.picture.fields:
        head = _annotation(one.module, field)
        if head == "ClassVar" or (not annotated and not _is_attribute(field.default)):
            continue
        if head == "KW_ONLY":
            kw_only = True
            continue
        yield field.name, _parameter(one, field, style, kw_only=kw_only)
    for field in unannotated:
        yield field.name, _parameter(one, field, style, kw_only=kw_only)


def _unannotated_fields(one: ClassAt) -> Iterator[Field]:
    """Yield the names of a class body that are set to `attr.ib(...)` and have no annotation."""
    annotated = [field.name for field in one.picture.fields]
    for name, alternatives in one.picture.members.items():
        for bound in alternatives[-1:]:
            if name not in annotated and isinstance(bound, Value) and _is_attribute(bound.text):
                yield Field(name, bound.span, "", bound.text)


def _annotation(module: Module, field: Field) -> str:
    """Return the last name of the annotation's head, such as `ClassVar`."""
    head = _ANNOTATION_HEAD.match(field.annotation)
    return target(module, head.group(1)).rpartition(".")[2] if head else ""


def _is_attribute(default: str | None) -> bool:
    """Tell whether a value is a call such as `attr.ib(...)`."""
    call = read_call(default or "")
    return call is not None and call.name.rpartition(".")[2] in _ATTRIBUTE_CALLS


def _parameter(one: ClassAt, field: Field, style: _Style, *, kw_only: bool) -> FieldParameter | None:
    call = read_call(field.default or "")
    is_field = call is not None and call.name.rpartition(".")[2] in _FIELD_CALLS
    options = call.keywords if call is not None and is_field else {}
    if options.get("init") == "False":
        return None
    name = _mangled(one.picture.name, field.name)
    name = name.lstrip("_") if style.is_attrs else name
    if style.is_attrs and "alias" in options:
        name = options["alias"].strip("'\"")
    by_keyword = _flag(options.get("kw_only"), default=kw_only) is not False
    default = _default(options, field.default) if is_field else field.default
    kind: ParameterKind = "keyword-only" if by_keyword else "positional"
    return FieldParameter(name, kind, default, field.annotation or None, one.module.path, field.span)


def _mangled(owner: str, name: str) -> str:
    """Return a name as Python stores it in the body of a class."""
    private = name.startswith("__") and not name.endswith("__")
    return f"_{owner.lstrip('_')}{name}" if private else name


def _default(options: dict[str, str], written: str | None) -> str | None:
    """Return the default that the options of `field(...)` give: the whole call where it is made by a function."""
    if "default_factory" in options or "factory" in options:
        return written
    return options.get("default")
