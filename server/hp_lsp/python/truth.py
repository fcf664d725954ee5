"""Whether a condition holds, as far as the values in it tell. Follows no calls."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from typing import TypeAlias

from hp_lsp.python.symbolic import (
    NONE,
    Either,
    Items,
    Local,
    Method,
    Named,
    Partial,
    Plain,
    Special,
    Table,
    Text,
    Unknown,
    Value,
)

Evaluate: TypeAlias = Callable[[ast.expr], Value]


def truth(test: ast.expr, evaluate: Evaluate) -> bool | None:
    """Return whether a condition holds; None where that cannot be told."""
    match test:
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            inner = truth(operand, evaluate)
            return None if inner is None else not inner
        case ast.BoolOp(op=operator, values=values):
            return _combined([truth(value, evaluate) for value in values], isinstance(operator, ast.Or))
        case ast.Compare(left=left, ops=[operator], comparators=[right]):
            return _compared(evaluate(left), operator, evaluate(right))
        case ast.Call(func=ast.Name(id="callable"), args=[one]):
            return _is_callable(evaluate(one))
        case ast.Call(func=ast.Name(id="isinstance"), args=[one, ast.Name(id="str")]):
            return _is_text(evaluate(one))
        case _:
            return truth_of(evaluate(test))


def truth_of(value: Value) -> bool | None:
    """Return whether a value counts as true; None where that cannot be told."""
    match value:
        case Plain(value=plain):
            return bool(plain)
        case Text(text):
            return bool(text)
        case Items(items, complete) | Table(items, complete):
            return True if items else (False if complete else None)
        case Local() | Special() | Partial():
            return True
        case _:
            return None


def _combined(parts: Sequence[bool | None], decisive: bool) -> bool | None:
    """Return `or` of some truths, where True is decisive, or `and`, where False is."""
    if decisive in parts:
        return decisive
    return None if None in parts else not decisive


def _compared(left: Value, operator: ast.cmpop, right: Value) -> bool | None:
    match operator:
        case ast.Is() | ast.Eq():
            return _same(left, right)
        case ast.IsNot() | ast.NotEq():
            same = _same(left, right)
            return None if same is None else not same
        case ast.In():
            return _within(left, right)
        case ast.NotIn():
            within = _within(left, right)
            return None if within is None else not within
        case _:
            return None


def _same(left: Value, right: Value) -> bool | None:
    if NONE in (left, right):
        other = left if right == NONE else right
        return None if isinstance(other, Unknown | Either | Named | Method) else other == NONE
    if isinstance(left, Text | Plain) and isinstance(right, Text | Plain):
        return left == right
    return None


def _within(left: Value, right: Value) -> bool | None:
    if not isinstance(left, Text) or not isinstance(right, Items | Table):
        return None
    keys = right.items if isinstance(right, Items) else tuple(key for key, _ in right.items)
    if left in keys:
        return True
    return False if right.complete and all(isinstance(key, Text) for key in keys) else None


def _is_callable(value: Value) -> bool | None:
    if isinstance(value, Local | Special | Partial):
        return True
    return False if isinstance(value, Text | Plain | Items | Table) else None


def _is_text(value: Value) -> bool | None:
    if isinstance(value, Text):
        return True
    return False if isinstance(value, Local | Plain | Items | Table | Special | Partial) else None
