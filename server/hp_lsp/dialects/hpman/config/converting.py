"""What hpargparse makes of a value in a YAML file: it is converted to the type of the default.

Taken from `hp_load` of hpargparse 0.14, which calls the type with the value, and reads lists and dicts from texts.
"""

from __future__ import annotations

import ast
import math
from collections.abc import Callable
from typing import Any, Literal, NamedTuple

from hp_lsp.dialects.hpman.config.nodes import Node, Scalar, Tree
from hp_lsp.dialects.hpman.config.values import NoValueError, value_of
from hp_lsp.dialects.hpman.literals import reading

Outcome = Literal["kept", "raises", "changed"]
"""How it ends: with the value that is written, with an exception, or with another value."""


class Converted(NamedTuple):
    """How a conversion ends, and the value it ends with as source text, if it is "changed"."""

    outcome: Outcome
    shown: str = ""


KEPT = Converted("kept")
RAISES = Converted("raises")
_TRUE, _FALSE = ("yes", "true", "t", "y", "1", "on"), ("no", "false", "f", "n", "0", "off", "")


def convert(kind: str, tree: Tree, node: Node) -> Converted:
    """Return how a value is converted to `kind`, the name of the type of the default.

    What is not known, such as a kind that is not, is kept.
    """
    by_kind: dict[str, Callable[[Any], Converted]] = {
        "int": _to_int,
        "float": _to_float,
        "complex": _to_complex,
        "bool": _to_bool,
        "str": lambda value: _to_str(value, tree.at(node)),
        "list": lambda value: _to_literal(list, ast.List, value),
        "dict": lambda value: _to_literal(dict, ast.Dict, value),
        "tuple": _to_tuple,
        "set": _to_set,
        "NoneType": lambda _value: RAISES,
        "ellipsis": lambda _value: RAISES,
    }
    if kind not in by_kind:
        return KEPT
    try:
        return by_kind[kind](value_of(tree, node))
    except NoValueError:
        return KEPT


def _to_int(value: Any) -> Converted:
    if isinstance(value, bool):
        return Converted("changed", str(int(value)))
    if isinstance(value, float):
        if not math.isfinite(value):
            return RAISES
        return KEPT if value.is_integer() else Converted("changed", str(int(value)))
    return _by(int, value, (int, str))


def _to_float(value: Any) -> Converted:
    if isinstance(value, bool):
        return Converted("changed", str(float(value)))
    return _by(float, value, (int, float, str))


def _to_complex(value: Any) -> Converted:
    return (
        Converted("changed", str(complex(value)))
        if isinstance(value, bool)
        else _by(complex, value, (int, float, str))
    )


def _by(kind: type, value: Any, fitting: tuple[type, ...]) -> Converted:
    if not isinstance(value, fitting):
        return RAISES
    try:
        kind(value)
    except (ValueError, OverflowError):
        return RAISES
    return KEPT


def _to_bool(value: Any) -> Converted:
    meant = value
    if isinstance(value, str):
        meant = True if value.lower() in _TRUE else False if value.lower() in _FALSE else None
    return (
        KEPT
        if meant in (True, False) and bool(meant) is bool(value)
        else Converted("changed", str(bool(value)))
    )


def _to_str(value: Any, node: Node | None) -> Converted:
    is_same = isinstance(node, Scalar) and str(value) == node.text and value is not None
    return KEPT if is_same else Converted("changed", repr(str(value)))


def _to_literal(kind: type, shape: type[ast.expr], value: Any) -> Converted:
    if isinstance(value, kind):
        return KEPT
    try:
        read = ast.parse(value.lstrip(" \t"), mode="eval").body if isinstance(value, str) else None
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return RAISES
    return KEPT if isinstance(read, shape) and reading(read) == "literal" else RAISES


def _to_tuple(value: Any) -> Converted:
    if isinstance(value, str | dict):
        return Converted("changed", repr(tuple(value)))
    return KEPT if isinstance(value, list) else RAISES


def _to_set(value: Any) -> Converted:
    if not isinstance(value, str | dict | list):
        return RAISES
    try:
        made = set(value)
    except TypeError:
        return RAISES
    return (
        KEPT if isinstance(value, list) else Converted("changed", f"{{{', '.join(sorted(map(repr, made)))}}}")
    )
