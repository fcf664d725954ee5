"""What a value comes to, as far as its file says: the text for plain Gin, Python's value where it is known.

Knows literals, operators, and the macros it is told; a reference is known by its name alone. Nothing of
the user's is executed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from collections.abc import Sequence as Items
from typing import Any, Final, Literal, NamedTuple

from hp_lsp.dialects.gin import tree
from hp_lsp.dialects.gin.tree import (
    Binary,
    Constant,
    Group,
    MacroUse,
    Reference,
    Selector,
    Sequence,
    Unary,
    Value,
    values_within,
)
from hp_lsp.dialects.hyperion.values.fold import fold
from hp_lsp.dialects.hyperion.values.literals import (
    TOO_MANY_DIGITS,
    Verbatim,
    is_plain,
    literal,
    mapping_text,
    references_in,
    sequence_text,
)
from hp_lsp.dialects.hyperion.values.operators import Fault, FaultKind, apply_binary, apply_unary
from hp_lsp.text.span import Span

_LONGEST_SHOWN = 40
_CANNOT_COMPUTE = "Plain Gin cannot compute this."


class _Unknown:
    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN: Final = _Unknown()
"""The value of what only the running program knows. (None is a value.)"""


Kind = Literal[FaultKind, "unwritable", "unknown"]


class Obstacle(NamedTuple):
    """Why plain Gin cannot say a value, and where in its statement.

    Beside the kinds of a `Fault`, "unwritable": there is a result, but no literal of it; "unknown": the file does not
    say what an operator works on.
    """

    kind: Kind
    message: str
    span: Span
    macro: str = ""
    """The macro whose value is not known, if that is why."""


class Term(NamedTuple):
    """A value's text, what it is in Python or UNKNOWN, and all that keeps plain Gin from saying it."""

    text: str
    value: object = UNKNOWN
    obstacles: tuple[Obstacle, ...] = ()


Macros = Mapping[str, object]
"""Known values of macros by name, scope included."""
Call = Callable[[Reference, Items[str]], str]
"""Gives the text of a reference with arguments, from the texts of their values."""


def written_call(reference: Reference, values: Items[str]) -> str:
    """Return a call as Hyperion writes it, such as `@f(x=1)`."""
    arguments = zip(reference.arguments, values, strict=True)
    inner = ", ".join(f"{argument.name.text}={value}" for argument, value in arguments)
    return f"@{selector_text(reference.selector)}({inner})"


def selector_text(selector: Selector) -> str:
    """Return scope and path as Gin writes them."""
    return f"{selector.scope_text}/{selector.text}" if selector.scope else selector.text


def evaluate(value: Value, macros: Macros, write_call: Call = written_call, *, negates: bool = True) -> Term:
    """Return what `value` comes to where `macros` are known.

    `negates` tells whether a `-` before a macro or reference means what it says, as in Hyperion, or is
    dropped, as Gin does.
    """

    def combine(current: Value, parts: list[Term]) -> Term:
        match current:
            case Constant():
                return _known(current.value, current.span)
            case MacroUse():
                return _macro(selector_text(current.selector), macros)
            case Reference():
                return _reference(current, parts, write_call)
            case Group():
                return _group(current, parts[0])
            case Sequence() | tree.Mapping():
                return _container(current, parts)
            case Unary() if not negates:
                return parts[0]
            case Unary() | Binary():
                return _operation(current, parts, macros)
            case _:
                return Term("")

    return fold(value, combine)


def _known(value: object, span: Span) -> Term:
    text = literal(value)
    if text is not None:
        return Term(text, value)
    if isinstance(value, int):
        return Term("...", value, (Obstacle("unwritable", TOO_MANY_DIGITS, span),))
    text = f"{value:.4g}" if isinstance(value, complex) else repr(value)
    shown = text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}..."
    return Term(text, value, (Obstacle("unwritable", f"Gin has no literal for the result `{shown}`.", span),))


def _macro(name: str, macros: Macros) -> Term:
    """Return what a macro comes to; of one that is not known, only a reference to it can be put into a container."""
    text, value = f"%{name}", macros.get(name, UNKNOWN)
    return Term(text, Verbatim(text, is_called=True) if value is UNKNOWN else value)


def _reference(reference: Reference, parts: list[Term], write_call: Call) -> Term:
    if reference.arguments:
        text = write_call(reference, [part.text for part in parts])
        obstacles = _obstacles(parts)
        return Term(text, UNKNOWN if obstacles else Verbatim(text, is_called=True), obstacles)
    text = f"@{selector_text(reference.selector)}{'()' if reference.evaluated else ''}"
    return Term(text, Verbatim(text, reference.evaluated))


def _group(group: Group, inner: Term) -> Term:
    if inner.value is UNKNOWN and isinstance(group.value, Unary | Binary):
        return Term(f"({inner.text})", UNKNOWN, inner.obstacles)
    return inner


def _container(container: Sequence | tree.Mapping, parts: list[Term]) -> Term:
    texts = [part.text for part in parts]
    values = [part.value for part in parts]
    known = all(value is not UNKNOWN for value in values)
    if isinstance(container, Sequence):
        text = sequence_text(container.kind, texts)
        value: object = tuple(values) if container.kind == "tuple" else values
    else:
        text = mapping_text(texts[::2], texts[1::2])
        value = _dict(values) if known else UNKNOWN
    return Term(text, value if known else UNKNOWN, _obstacles(parts))


def _dict(values: list[Any]) -> object:
    try:
        return dict(zip(values[::2], values[1::2], strict=True))
    except TypeError:  # a key that cannot be hashed
        return UNKNOWN


def _operation(operation: Unary | Binary, parts: list[Term], macros: Macros) -> Term:
    operands = [part.value for part in parts]
    if any(operand is UNKNOWN for operand in operands) or not _can_compute(operation, operands):
        own = () if (inner := _obstacles(parts)) else (_unknown(operation, macros),)
        return Term(_operation_text(operation, parts), UNKNOWN, inner or own)
    result = _applied(operation, operands)
    if not isinstance(result, Fault):
        return _known(result, operation.span)
    obstacle = Obstacle(result.kind, result.message, operation.operator_span)
    return Term(_operation_text(operation, parts), UNKNOWN, (obstacle,))


def _can_compute(operation: Unary | Binary, operands: list[object]) -> bool:
    """Tell whether the operands decide the result.

    `+` and `*` put containers together, whatever is in them; but what `*` repeats is one object, and no call of Gin's
    written twice gives one.
    """
    if all(map(is_plain, operands)):
        return True
    kinds = {type(operand) for operand in operands} - {int, bool}
    if not isinstance(operation, Binary) or operation.operator not in "+*" or not kinds <= {list, tuple}:
        return False
    return operation.operator == "+" or not any(
        reference.is_called for operand in operands for reference in references_in(operand)
    )


def _applied(operation: Unary | Binary, operands: list[object]) -> object:
    if isinstance(operation, Unary):
        return apply_unary(operation.operator, operands[0])
    return apply_binary(operation.operator, operands[0], operands[1])


def _operation_text(operation: Unary | Binary, parts: list[Term]) -> str:
    if isinstance(operation, Binary):
        return f"{parts[0].text} {operation.operator} {parts[1].text}"
    gap = " " if operation.operator.isalpha() else ""
    return f"{operation.operator}{gap}{parts[0].text}"


def _unknown(operation: Unary | Binary, macros: Macros) -> Obstacle:
    for value in values_within(operation):
        match value:
            case MacroUse() if not _is_known(macros.get(name := selector_text(value.selector), UNKNOWN)):
                return Obstacle("unknown", _CANNOT_COMPUTE, value.span, name)
            case Reference():
                called = selector_text(value.selector)
                message = f"{_CANNOT_COMPUTE[:-1]}: what `@{called}` is, only the running program knows."
                return Obstacle("unknown", message, value.span)
    return Obstacle("unknown", _CANNOT_COMPUTE, operation.operator_span)


def _is_known(value: object) -> bool:
    return value is not UNKNOWN and is_plain(value)


def _obstacles(parts: Items[Term]) -> tuple[Obstacle, ...]:
    return tuple(obstacle for part in parts for obstacle in part.obstacles)
