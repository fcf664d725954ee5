"""Values as upstream Hyperion 0.1.0 writes them: operators and calls with arguments become scoped references.

Knows upstream's text, byte for byte: only numbers are computed, and before anything else; every call and
operator that is left gets the next number of the file, inner ones first, whichever config it belongs to.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from hp_lsp.dialects.gin import tree
from hp_lsp.dialects.gin.tree import Binary, Constant, Group, MacroUse, Reference, Sequence, Unary, Value
from hp_lsp.dialects.hyperion.sweep import Assignment
from hp_lsp.dialects.hyperion.values.evaluate import selector_text
from hp_lsp.dialects.hyperion.values.fold import fold
from hp_lsp.dialects.hyperion.values.literals import (
    LARGEST_INTEGER,
    TOO_MANY_DIGITS,
    mapping_text,
    sequence_text,
)
from hp_lsp.dialects.hyperion.values.operators import Fault, apply_binary, apply_unary
from hp_lsp.text.span import Span

UNARY_NAMES: Final = {"+": "pos", "-": "neg", "~": "inv", "not": "not_"}
BINARY_NAMES: Final = {
    "+": "add",
    "-": "sub",
    "*": "mul",
    "/": "truediv",
    "//": "floordiv",
    "%": "mod",
    "**": "pow",
    "<<": "lshift",
    ">>": "rshift",
    "&": "and_",
    "|": "or_",
    "^": "xor",
    "==": "eq",
    "!=": "ne",
    "<>": "ne",
    "<": "lt",
    "<=": "le",
    ">": "gt",
    ">=": "ge",
    "in": "in_",
    "not in": "not_in",
    "and": "land",
    "or": "lor",
}


class Lowered(NamedTuple):
    """A file's values by the ordinal of their assignment, and the bindings that follow in every config.

    `failure`: upstream writes no config at all where it cannot compute one of the values.
    """

    values: tuple[str, ...]
    extra: tuple[tuple[str, str], ...]
    failure: tuple[str, Span] | None


def lower(assignments: Iterable[Assignment]) -> Lowered:
    """Return the texts of all values of a file, given in the order of the text."""
    lowering = _Lowering()
    values = []
    for assignment in assignments:
        values.append(lowering.written(fold(assignment.value, lowering.combine)))
        if lowering.failure:
            message, span = lowering.failure
            return Lowered((), (), (message, span.shifted(assignment.start)))
    return Lowered(tuple(values), tuple(lowering.extra), None)


class _Text(NamedTuple):
    """A value's text; `number` is its value where upstream computes with it.

    `unwritable`: why it has no text. A number that others are computed from needs none.
    """

    text: str
    number: complex | None = None
    unwritable: tuple[str, Span] | None = None


class _Lowering:
    """Counts calls and operators, and collects their bindings, while values are folded."""

    def __init__(self) -> None:
        self.extra: list[tuple[str, str]] = []
        self.failure: tuple[str, Span] | None = None
        self._next = 0

    def combine(self, value: Value, parts: list[_Text]) -> _Text:
        match value:
            case Constant():
                return self._constant(value.value, value.span)
            case MacroUse():
                return _Text(f"%{selector_text(value.selector)}")
            case Reference():
                return self._reference(value, parts)
            case Group():
                return parts[0]
            case Sequence():
                return _Text(sequence_text(value.kind, list(map(self.written, parts))))
            case tree.Mapping():
                texts = list(map(self.written, parts))
                return _Text(mapping_text(texts[::2], texts[1::2]))
            case Unary():
                return self._unary(value, parts[0])
            case Binary():
                return self._binary(value, *parts)
            case _:
                return _Text("")

    def written(self, value: _Text) -> str:
        """Return the text of a value that is to be written; that it has none is a failure."""
        self.failure = self.failure or value.unwritable
        return value.text

    def _constant(self, value: object, span: Span) -> _Text:
        if isinstance(value, int) and abs(value) > LARGEST_INTEGER:
            return _Text("...", value, (TOO_MANY_DIGITS, span))
        return _Text(repr(value), value if isinstance(value, int | float | complex) else None)

    def _computed(self, result: object, operation: Unary | Binary) -> _Text:
        if isinstance(result, Fault):
            self.failure = self.failure or (result.message, operation.operator_span)
            return _Text("...")
        return self._constant(result, operation.span)

    def _reference(self, reference: Reference, parts: list[_Text]) -> _Text:
        brackets = "()" if reference.evaluated else ""
        if not parts:
            return _Text(f"@{selector_text(reference.selector)}{brackets}")
        scope = "/".join((*(name.text for name in reference.selector.scope), self._number()))
        name = f"{scope}/{reference.selector.text}"
        arguments = zip(reference.arguments, parts, strict=True)
        self.extra.extend(
            (f"{name}.{argument.name.text}", self.written(part)) for argument, part in arguments
        )
        return _Text(f"@{name}()")

    def _unary(self, operation: Unary, operand: _Text) -> _Text:
        if operand.number is not None:
            return self._computed(apply_unary(operation.operator, operand.number), operation)
        name = f"{self._number()}/_h._u"
        self.extra.append((f"{name}.o", repr(UNARY_NAMES[operation.operator])))
        self.extra.append((f"{name}.v", self.written(operand)))
        return _Text(f"@{name}()")

    def _binary(self, operation: Binary, left: _Text, right: _Text) -> _Text:
        if left.number is not None and right.number is not None:
            return self._computed(apply_binary(operation.operator, left.number, right.number), operation)
        name = f"{self._number()}/_h._b"
        self.extra.append((f"{name}.l", self.written(left)))
        self.extra.append((f"{name}.o", repr(BINARY_NAMES[operation.operator])))
        self.extra.append((f"{name}.r", self.written(right)))
        return _Text(f"@{name}()")

    def _number(self) -> str:
        self._next += 1
        return f"_{self._next - 1}"
