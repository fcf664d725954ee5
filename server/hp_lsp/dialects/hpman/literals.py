"""What `ast.literal_eval` makes of an expression: how it ends, told from its shape, and the values of literals."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from typing import Literal

Reading = Literal["literal", "expression", "unhashable"]
"""How `ast.literal_eval` ends: with a value, with `ValueError`, or with `TypeError` for a key that has no hash."""


def reading(node: ast.expr | None) -> Reading:
    """Return how `ast.literal_eval` ends on an expression; where several things are wrong, the first it meets."""
    match node:
        case ast.Constant():
            return "literal"
        case ast.Tuple(elts=parts) | ast.List(elts=parts):
            return _first(reading(part) for part in parts)
        case ast.Set(elts=parts):
            return _first(_as_key(part) for part in parts)
        case ast.Dict(keys=keys, values=values):
            pairs = zip(keys, values, strict=True)
            return _first(_first((reading(key), reading(value), _as_key(key))) for key, value in pairs)
        case ast.Call(func=ast.Name(id="set"), args=[], keywords=[]):
            return "literal"
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub(), right=ast.Constant(value=complex())):
            return "literal" if _is_signed_number(left, int, float) else "expression"
        case _:
            return "literal" if _is_signed_number(node, int, float, complex) else "expression"


def type_name(text: str | None) -> str:
    """Return the name of the type of a literal's value by the literal's text; empty without one."""
    match ast.parse(f"({text})", mode="eval").body if text is not None else None:
        case None:
            return ""
        case ast.Constant(value=value) | ast.UnaryOp(operand=ast.Constant(value=value)):
            return type(value).__name__
        case ast.BinOp():
            return "complex"
        case ast.Call():
            return "set"
        case other:
            return type(other).__name__.lower()


def literal_of(text: str) -> object:
    """Return the value of a literal by its text; None where there is none."""
    try:
        return ast.literal_eval(text.strip())
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return None


def _first(readings: Iterable[Reading]) -> Reading:
    return next((one for one in readings if one != "literal"), "literal")


def _as_key(node: ast.expr | None) -> Reading:
    """Return how an expression ends as a key of a dict or a member of a set."""
    found = reading(node)
    return found if found != "literal" or node is None or _has_hash(node) else "unhashable"


def _has_hash(literal: ast.expr) -> bool:
    inside = ast.walk(literal) if isinstance(literal, ast.Tuple) else (literal,)
    return not any(isinstance(one, ast.List | ast.Dict | ast.Set | ast.Call) for one in inside)


def _is_signed_number(node: ast.expr | None, *types: type) -> bool:
    signed = isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.UAdd | ast.USub)
    operand = node.operand if signed and isinstance(node, ast.UnaryOp) else node
    return isinstance(operand, ast.Constant) and type(operand.value) in types
