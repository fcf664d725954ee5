"""Which expressions are literals to `ast.literal_eval`, by their shape: nothing is evaluated."""

from __future__ import annotations

import ast


def is_literal(node: ast.expr) -> bool:
    """Tell whether `ast.literal_eval` reads an expression, what it cannot hash apart."""
    pending: list[ast.expr | None] = [node]
    while pending:
        current = pending.pop()
        match current:
            case ast.Constant():
                pass
            case ast.Tuple(elts=parts) | ast.List(elts=parts) | ast.Set(elts=parts):
                pending.extend(parts)
            case ast.Dict(keys=keys, values=values):
                pending.extend((*keys, *values))
            case ast.Call(func=ast.Name(id="set"), args=[], keywords=[]):
                pass
            case ast.UnaryOp(op=ast.UAdd() | ast.USub(), operand=operand) if _is_number(operand):
                pass
            case ast.BinOp(left=left, op=ast.Add() | ast.Sub(), right=ast.Constant(value=complex())):
                if not _is_real(left):
                    return False
            case _:
                return False
    return True


def is_hashable(node: ast.expr) -> bool:
    """Tell whether every dict key and set member in a literal can be hashed."""
    for inner in ast.walk(node):
        members = (
            inner.keys if isinstance(inner, ast.Dict) else inner.elts if isinstance(inner, ast.Set) else ()
        )
        if any(member is not None and not _has_hash(member) for member in members):
            return False
    return True


def _has_hash(node: ast.expr) -> bool:
    inside = ast.walk(node) if isinstance(node, ast.Tuple) else (node,)
    return not any(isinstance(one, ast.List | ast.Dict | ast.Set | ast.Call) for one in inside)


def _is_number(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) in (int, float, complex)


def _is_real(node: ast.expr) -> bool:
    operand = (
        node.operand if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.UAdd | ast.USub) else node
    )
    return isinstance(operand, ast.Constant) and type(operand.value) in (int, float)
