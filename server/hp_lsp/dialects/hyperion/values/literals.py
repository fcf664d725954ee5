"""Python values as text that Gin reads back as the same value. Knows literals only."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal, NamedTuple


class Verbatim(NamedTuple):
    """What Gin writes as `text` and Python has no literal for: a reference, which names a function or class.

    `is_called`: it is the result of a call, another one each time.
    """

    text: str
    is_called: bool = False


LARGEST_INTEGER: Final = 10**4300 - 1
"""Python reads and writes no integer of more than 4300 digits unless told to."""
_SCALARS: Final = frozenset((int, bool, float, complex, str, bytes, type(None)))
TOO_MANY_DIGITS: Final = "The result has more than 4300 digits, which Python does not write."


def literal(value: object) -> str | None:
    """Return `value` as Gin writes it; None where Gin has no such literal, as for `nan`."""
    match value:
        case None | bool() | str() | bytes():
            return repr(value)
        case int():
            return repr(value) if abs(value) <= LARGEST_INTEGER else None
        case float():
            return None if math.isnan(value) else repr(value).replace("inf", "1e999")
        case complex():
            return _imaginary(value)
        case Verbatim():
            return value.text
        case list() | tuple():
            items = _all_known(map(literal, value))
            kind: Literal["list", "tuple"] = "tuple" if isinstance(value, tuple) else "list"
            return None if items is None else sequence_text(kind, items)
        case dict():
            keys, values = _all_known(map(literal, value)), _all_known(map(literal, value.values()))
            return None if keys is None or values is None else mapping_text(keys, values)
        case _:
            return None


def sequence_text(kind: Literal["list", "tuple"], items: Sequence[str]) -> str:
    """Return a list or tuple of values with these texts."""
    if kind == "list":
        return f"[{', '.join(items)}]"
    return f"({items[0]},)" if len(items) == 1 else f"({', '.join(items)})"


def mapping_text(keys: Iterable[str], values: Iterable[str]) -> str:
    """Return a dict of keys and values with these texts."""
    return "{" + ", ".join(f"{key}: {value}" for key, value in zip(keys, values, strict=True)) + "}"


def is_plain(value: object) -> bool:
    """Tell whether Python knows a value through and through: there is no reference in it."""
    return next(references_in(value), None) is None


def references_in(value: object) -> Iterator[Verbatim]:
    """Yield the references in a value, in no order."""
    pending = [value]
    while pending:
        current = pending.pop()
        if isinstance(current, Verbatim):
            yield current
        elif isinstance(current, dict):
            pending.extend((*current.keys(), *current.values()))
        elif isinstance(current, list | tuple) and not set(map(type, current)) <= _SCALARS:
            pending.extend(current)


def _imaginary(value: complex) -> str | None:
    """Gin writes imaginary numbers, and no sum of a real and an imaginary one."""
    imaginary = literal(value.imag)
    return f"{imaginary}j" if imaginary and value.real == 0 else None


def _all_known(texts: Iterable[str | None]) -> list[str] | None:
    known = []
    for text in texts:
        if text is None:
            return None
        known.append(text)
    return known
