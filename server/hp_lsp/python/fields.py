"""Constructors made of fields: dataclasses, attrs and their like. Knows the fields of classes that were read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hp_lsp.python.calls import read_call
from hp_lsp.python.classes import FLAX_MODULE, NAMED_TUPLE, Ancestor, ClassAt, target
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
    """How one class makes its constructor."""

    init: bool | None
    kw_only: bool
    is_attrs: bool
    annotated: bool


_FIELD_CALLS = frozenset(("field", "ib", "attrib"))
_ATTRIBUTE_CALLS = _FIELD_CALLS | {"attr", "Factory"}
_ANNOTATION_HEAD = re.compile(r"""["']?\s*([\w.]+)""")


def generates_init(order: Sequence[Ancestor], decorators: Sequence[Decorator]) -> bool:
    """Tell whether the first class of `order` gets a constructor made of fields."""
    style = _style(order, decorators)
    return style is not None and style.init is not False


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
            known = known and style.init is not None
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
    if FLAX_MODULE in order or NAMED_TUPLE in order[1:2]:
        return _Style(init=True, kw_only=False, is_attrs=False, annotated=True)
    return None


def _style_of(absolute: str, options: dict[str | None, str]) -> _Style:
    is_attrs = absolute.startswith(("attr.", "attrs."))
    classic = absolute in ("attr.s", "attr.attrs", "attr.attributes")
    init = _flag(options.get("init"), default=True)
    if "**" in options or None in options:
        init = None
    kw_only = _flag(options.get("kw_only"), default=absolute.startswith("chex."))
    auto = _flag(options.get("auto_attribs"), default=not classic)
    return _Style(init if kw_only is not None else None, bool(kw_only), is_attrs, auto is not False)


def _flag(text: str | None, *, default: bool) -> bool | None:
    return default if text is None else {"True": True, "False": False}.get(text)


def _own_fields(one: ClassAt, style: _Style) -> Iterator[tuple[str, FieldParameter | None]]:
    """Yield each field by name; None for one that the constructor does not take."""
    kw_only = style.kw_only
    annotated = [field.name for field in one.picture.fields]
    for field in one.picture.fields:
        head = _annotation(one.module, field)
        if head == "ClassVar" or (not style.annotated and not _is_attribute(field.default)):
            continue
        if head == "KW_ONLY":
            kw_only = True
            continue
        yield field.name, _parameter(one, field, style, kw_only=kw_only)
    if style.is_attrs:
        for name, alternatives in one.picture.members.items():
            for bound in alternatives[-1:]:
                if name not in annotated and isinstance(bound, Value) and _is_attribute(bound.text):
                    yield (
                        name,
                        _parameter(one, Field(name, bound.span, "", bound.text), style, kw_only=kw_only),
                    )


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
    name = field.name.lstrip("_") if style.is_attrs else field.name
    if style.is_attrs and "alias" in options:
        name = options["alias"].strip("'\"")
    by_keyword = _flag(options.get("kw_only"), default=kw_only) is not False
    default = _default(options, field.default) if is_field else field.default
    kind: ParameterKind = "keyword-only" if by_keyword else "positional"
    return FieldParameter(name, kind, default, field.annotation or None, one.module.path, field.span)


def _default(options: dict[str, str], written: str | None) -> str | None:
    """Return the default that the options of `field(...)` give: the whole call where it is made by a function."""
    if "default_factory" in options or "factory" in options:
        return written
    return options.get("default")
