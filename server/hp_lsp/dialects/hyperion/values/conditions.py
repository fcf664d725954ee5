"""Conditions on the values of a config, such as `lr <= 0.1`: a view of a sweep; the language has none.

Knows literals and comparisons. What is no literal, such as a reference, is equal to what is written the same.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from hp_lsp.dialects.base import Refused
from hp_lsp.dialects.hyperion.values.evaluate import UNKNOWN, evaluate
from hp_lsp.dialects.hyperion.values.literals import is_plain
from hp_lsp.text.similar import similar

_CONDITION = re.compile(
    r"\s*([^\s=!<>]+)\s*(?:(==|!=|<>|<=|>=|=|<|>)|\b(not\s+in|in)\b)\s*(\S.*?)\s*", re.DOTALL
)
_WORD = re.compile(r"[^\s()\[\]{}<>='\",]+")
"""Text that needs no quotes in a condition."""
_SAME = {"=": "==", "<>": "!="}
_LONGEST_SHOWN = 80
_MOST_LISTED = 4
_COMPARISONS: Mapping[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


@dataclass(frozen=True, slots=True)
class Condition:
    """`key operator value`, the value as Gin writes it, or a word."""

    key: str
    operator: str
    value: str

    def holds(self, bindings: Mapping[str, str]) -> bool:
        """Tell whether a config with these value texts fulfils it; never where the key is not bound."""
        text = bindings.get(self.key)
        return text is not None and _holds(self.operator, text, self.value)


def parse_condition(text: str) -> Condition | Refused:
    """Return the condition that `text` writes, such as `lr <= 0.1` or `opt in [@Adam, @SGD]`."""
    match = _CONDITION.fullmatch(text)
    if not match:
        return Refused(
            f"`{text[:_LONGEST_SHOWN]}` is not of the form KEY OPERATOR VALUE, such as `lr <= 0.1`."
        )
    sign = match[2] or " ".join(match[3].split())
    return _read(match[1], _SAME.get(sign, sign), match[4])


def _read(key: str, sign: str, written: str) -> Condition | Refused:
    """Return a condition whose value can be compared, or what is wrong with the value."""
    from hp_lsp.dialects.hyperion.syntax import parse_value

    value, errors = parse_value(written)
    term = evaluate(value, {})
    shown = written[:_LONGEST_SHOWN]
    if errors and not _WORD.fullmatch(written):
        return Refused(f"`{shown}` is no value; text with blanks or signs needs quotes.")
    if term.obstacles and not errors:
        return Refused(f"`{shown}` is no value to compare with: {term.obstacles[0].message}")
    if sign in _COMPARISONS and (errors or term.value is UNKNOWN or not is_plain(term.value)):
        return Refused(
            f"`{shown}` is neither less nor greater than anything: a number is, or text in quotes."
        )
    return Condition(key, sign, written if errors else term.text)


def about(condition: Condition, keys: Collection[str]) -> Condition | Refused:
    """Return a condition about the one of `keys` that it names, or why it names none."""
    named = _named(condition.key, keys)
    if len(named) == 1:
        return replace(condition, key=named[0])
    if named:
        listed = " or ".join(f"`{key}`" for key in named[:_MOST_LISTED])
        return Refused(f"`{condition.key}` can be several keys; write {listed}.")
    near = similar(condition.key, {*keys, *(key.rpartition(".")[2] for key in keys)}, most=1)
    hint = f"; did you mean `{near[0]}`?" if near else "."
    return Refused(f"`{condition.key}` is bound in no config{hint}")


def _named(key: str, keys: Collection[str]) -> list[str]:
    """Return the key itself if it is one, else the keys that end with it: `lr` stands for `train/Opt.lr`."""
    if key in keys:
        return [key]
    return [one for one in keys if one.endswith((f".{key}", f"/{key}"))]


def _holds(sign: str, text: str, wanted: str) -> bool:
    if sign in ("==", "!="):
        return _equal(text, wanted) == (sign == "==")
    if sign in ("in", "not in"):
        return any(_equal(text, item) for item in _items(wanted)) == (sign == "in")
    left, right = known_value(text), known_value(wanted)
    if left is UNKNOWN or right is UNKNOWN:
        return False
    try:
        return bool(_COMPARISONS[sign](left, right))
    except TypeError:
        return False


def _equal(text: str, wanted: str) -> bool:
    left, right = known_value(text), known_value(wanted)
    if left is UNKNOWN or right is UNKNOWN:
        return text == wanted or left == wanted
    return left == right and isinstance(left, bool) == isinstance(right, bool)


@lru_cache(maxsize=4096)
def known_value(text: str) -> object:
    """Return the value of a literal, UNKNOWN for all else."""
    from hp_lsp.dialects.hyperion.syntax import parse_value

    value, errors = parse_value(text)
    return UNKNOWN if errors else evaluate(value, {}).value


@lru_cache(maxsize=64)
def _items(text: str) -> tuple[str, ...]:
    """Return the texts of the values in a list or tuple; of anything else, itself."""
    from hp_lsp.dialects.gin.tree import Sequence
    from hp_lsp.dialects.hyperion.syntax import parse_value

    value, errors = parse_value(text)
    if errors or not isinstance(value, Sequence):
        return (text,)
    return tuple(evaluate(item, {}).text for item in value.items)
