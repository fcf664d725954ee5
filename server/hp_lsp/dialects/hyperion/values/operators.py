"""What Hyperion's operators make of known values, within bounds: no result is too large to be written down.

Knows Python's operators on Python's own literal types. The bounds hold before the work is done, so that no
expression takes long or much memory, whatever stands in the file.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from typing import Any, Literal, NamedTuple

MOST_BITS = 32_768
"""Longest integer that is computed, also on the way to a result."""
MOST_SIZE = 20_000
"""Longest text, and largest number of values in a container, that is computed."""
MOST_PADDING = 10_000
_BITS = 64
"""So many bits of an integer count as one value."""
_INTEGERS = frozenset((int, bool))
_DIRECTIVE = re.compile(rb"%[-#0 +]*(\*|[0-9]*)(?:\.(\*|[0-9]*))?")
_KEYED = re.compile(rb"\)[-#0 +]*(\*|[0-9]*)(?:\.(\*|[0-9]*))?")


HUGE = 10**9
"""A text or container of this size is no value that anybody means."""

FaultKind = Literal["fault", "size", "huge", "length"]


class Fault(NamedTuple):
    """Why an operation has no result here; the message is a sentence about the operator.

    "fault": there is none. "size": an integer has more digits than Python writes. "huge": a text or container would
    hardly fit into memory. "length": it is longer than what is computed here.
    """

    message: str
    kind: FaultKind = "fault"


_UNARY: Mapping[str, Callable[[Any], Any]] = {
    "+": operator.pos,
    "-": operator.neg,
    "~": lambda operand: operator.invert(int(operand) if isinstance(operand, bool) else operand),
    "not": operator.not_,
}

_BINARY: Mapping[str, Callable[[Any, Any], Any]] = {
    "or": lambda left, right: left or right,
    "and": lambda left, right: left and right,
    "==": operator.eq,
    "!=": operator.ne,
    "<>": operator.ne,
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
    "in": lambda left, right: left in right,
    "not in": lambda left, right: left not in right,
    "|": operator.or_,
    "^": operator.xor,
    "&": operator.and_,
    "<<": operator.lshift,
    ">>": operator.rshift,
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "//": operator.floordiv,
    "%": operator.mod,
    "**": operator.pow,
}


def apply_unary(sign: str, operand: object) -> object:
    """Return the result, or a Fault. Both sides of an operator are always evaluated, as upstream does."""
    return _guarded(sign, lambda: _UNARY[sign](operand), (operand,))


def apply_binary(sign: str, left: object, right: object) -> object:
    """Return the result, or a Fault; `and` and `or` give one of their operands."""
    if _grows_too_large(sign, left, right):
        return _too_large(sign, left, right)
    return _guarded(sign, lambda: _BINARY[sign](left, right), (left, right))


def _guarded(sign: str, compute: Callable[[], object], operands: tuple[object, ...]) -> object:
    try:
        result = compute()
    except ZeroDivisionError:
        return Fault("Zero has no negative power." if sign == "**" else f"`{sign}` divides by zero.")
    except OverflowError:
        return Fault(f"The result of `{sign}` is too large for a float.")
    except (MemoryError, RecursionError):
        return _too_large(sign, *operands)
    except (TypeError, ValueError, LookupError) as problem:
        return Fault(_explained(sign, operands, problem))
    return result if is_small(result) else _too_large(sign, *operands)


def _too_large(sign: str, *operands: object) -> Fault:
    message = f"The result of `{sign}` is too large to be written down."
    if all(isinstance(operand, int) for operand in operands):
        return Fault(message, "size")
    if sign == "*" and _repeated_size(*operands) > HUGE:
        return Fault(message, "huge")
    limit = f"{MOST_SIZE:,} characters or values"
    return Fault(f"The result of `{sign}` is longer than hp-lsp computes: {limit}.", "length")


def _explained(sign: str, operands: tuple[object, ...], problem: Exception) -> str:
    if sign == "%" and isinstance(operands[0], str | bytes):
        return f"`%` cannot format this: {problem}."
    if isinstance(problem, ValueError):
        return f"`{sign}` fails: {problem}."
    types = " and ".join(f"`{type(operand).__name__}`" for operand in operands)
    return f"`{sign}` does not work on {types}."


def is_small(value: object) -> bool:
    """Tell whether a value is within the bounds."""
    return value.bit_length() <= MOST_BITS if isinstance(value, int) else _size(value) <= MOST_SIZE


def _size(value: object) -> int:
    """Return how large a value is, all values in it included; no more than about MOST_SIZE is looked at."""
    size = 0
    pending = [value]
    while pending and size <= MOST_SIZE:
        current = pending.pop()
        if not isinstance(current, list | tuple | dict):
            size += _own_size(current)
        elif len(current) > MOST_SIZE:
            return len(current)
        elif set(map(type, current)) <= _INTEGERS and not isinstance(current, dict):
            size += 1 + len(current) + sum(map(int.bit_length, current)) // _BITS
        else:
            size += 1
            pending.extend(current)
            pending.extend(current.values() if isinstance(current, dict) else ())
    return size


def _own_size(value: object) -> int:
    if isinstance(value, int):
        return 1 + value.bit_length() // _BITS
    return 1 + len(value) if isinstance(value, str | bytes) else 1


def _grows_too_large(sign: str, left: object, right: object) -> bool:
    """Tell whether the result is certainly beyond the bounds, without computing it."""
    if isinstance(left, int) and isinstance(right, int):
        return _least_bits(sign, left, right) > MOST_BITS
    if sign == "*":
        return _repeated_size(left, right) > MOST_SIZE
    return sign == "%" and isinstance(left, str | bytes) and _formats_too_much(left, right)


def _repeated_size(left: object, right: object) -> int:
    """Return how long a text or container is that is repeated; 0 where nothing is."""
    times, repeated = (left, right) if isinstance(left, int) else (right, left)
    if isinstance(times, int) and isinstance(repeated, str | bytes | list | tuple):
        return times * len(repeated)
    return 0


def _least_bits(sign: str, left: int, right: int) -> int:
    if sign == "**" and right > 0:
        return (left.bit_length() - 1) * right
    if sign == "<<" and left and right > 0:
        return left.bit_length() + right
    return left.bit_length() + right.bit_length() - 1 if sign == "*" else 0


def _formats_too_much(text: str | bytes, arguments: object) -> bool:
    raw = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    directives = list((_KEYED if isinstance(arguments, dict) else _DIRECTIVE).finditer(raw))
    if len(directives) * _size(arguments) > MOST_SIZE:
        return True
    numbers = {number for directive in directives for number in directive.groups() if number}
    if b"*" in numbers and not _are_small_numbers(arguments):
        return True
    return any(len(number) > 6 or int(number) > MOST_PADDING for number in numbers - {b"*"})


def _are_small_numbers(arguments: object) -> bool:
    given = arguments if isinstance(arguments, tuple) else (arguments,)
    return all(not isinstance(value, int) or abs(value) <= MOST_PADDING for value in given)
