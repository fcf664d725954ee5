"""What a function does when it is used as a decorator, judged by what it returns. Knows one function at a time."""

from __future__ import annotations

import ast
from typing import NamedTuple

from hp_lsp.python.module import Effect
from hp_lsp.python.source import FunctionNode, dotted
from hp_lsp.python.statements import flattened

_WRAPS = frozenset(("wraps", "functools.wraps", "six.wraps"))
_UPDATES = frozenset(("update_wrapper", "functools.update_wrapper"))
_DEEPEST = 3


class _Body(NamedTuple):
    """The functions defined in a function by their names, and what it returns."""

    inner: dict[str, FunctionNode]
    returned: list[ast.expr | None]


def decorator_effects(node: FunctionNode) -> tuple[Effect, Effect]:
    """Return what `@f` makes of a function or class, and what `@f(...)` does."""
    body = _inside(node)
    if not any(isinstance(value, ast.Name | ast.Call) for value in body.returned):
        return "", ""
    return _effect(node, body, _DEEPEST), _product_effect(body, _DEEPEST)


def returned_name(node: FunctionNode) -> str:
    """Return the name of the one function or class that a function defines and returns, and leaves as it is."""
    match node.body[-1]:
        case ast.Return(value=ast.Name(id=name)):
            return name if _only_defines(node, name) else ""
        case _:
            return ""


def _only_defines(node: FunctionNode, name: str) -> bool:
    """Tell whether a function returns nothing but what it defines by that name without changing it."""
    defined = False
    for statement, _ in flattened(node.body):
        if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            defined |= statement.name == name and not statement.decorator_list
        elif (isinstance(statement, ast.Return) and getattr(statement.value, "id", "") != name) or _touches(
            statement
        ):
            return False
    return defined


def _touches(statement: ast.stmt) -> bool:
    """Tell whether a statement may change what was defined: it sets an attribute, or calls something."""
    if isinstance(statement, ast.Assign):
        return any(isinstance(target, ast.Attribute) for target in statement.targets)
    return isinstance(statement, ast.Expr) and not isinstance(statement.value, ast.Constant)


def _effect(node: FunctionNode, body: _Body, depth: int) -> Effect:
    first = next((argument.arg for argument in (*node.args.posonlyargs, *node.args.args)), None)
    if first is None or depth == 0:
        return ""
    inner, returned = body
    if node.args.defaults and len(node.args.defaults) == len(node.args.args):
        returned = [value for value in returned if not _waits(value, inner)]
    return _common([_returned_effect(value, first, inner, depth) for value in returned])


def _waits(value: ast.expr | None, inner: dict[str, FunctionNode]) -> bool:
    """Tell whether a decorator that is used with or without arguments returns this when it got only arguments."""
    is_partial = isinstance(value, ast.Call) and dotted(value.func) in ("partial", "functools.partial")
    return is_partial or (isinstance(value, ast.Name) and value.id in inner)


def _returned_effect(
    value: ast.expr | None, first: str, inner: dict[str, FunctionNode], depth: int
) -> Effect:
    match value:
        case ast.Name(id=name) if name == first:
            return "same"
        case ast.Name(id=name) if name in inner and _wraps(inner[name], first):
            return "wraps"
        case ast.Call(func=ast.Call(func=function, args=[ast.Name(id=name), *_])) if name == first:
            return "wraps" if dotted(function) in _WRAPS else ""
        case ast.Call(func=function, args=[_, ast.Name(id=name), *_]) if name == first:
            return "wraps" if dotted(function) in _UPDATES else ""
        case ast.Call(func=ast.Name(id=name), args=[ast.Name(id=given)]) if given == first and name in inner:
            return _effect(inner[name], _inside(inner[name]), depth - 1)
        case _:
            return ""


def _product_effect(body: _Body, depth: int) -> Effect:
    inner, returned = body
    effects: list[Effect] = []
    for value in returned:
        if isinstance(value, ast.Name) and value.id in inner:
            effects.append(_effect(inner[value.id], _inside(inner[value.id]), depth - 1))
        elif not isinstance(value, ast.Call):
            return ""
    return _common(effects)


def _wraps(node: FunctionNode, first: str) -> bool:
    for decorator in node.decorator_list:
        if isinstance(decorator, ast.Call) and dotted(decorator.func) in _WRAPS and decorator.args:
            return dotted(decorator.args[0]) == first
    return False


def _inside(node: FunctionNode) -> _Body:
    """Return what stands in a function."""
    inner: dict[str, FunctionNode] = {}
    returned: list[ast.expr | None] = []
    for statement, _ in flattened(node.body):
        if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef):
            inner[statement.name] = statement
        elif isinstance(statement, ast.Return):
            returned.append(statement.value)
    return _Body(inner, returned)


def _common(effects: list[Effect]) -> Effect:
    if not effects or "" in effects:
        return ""
    return "same" if all(effect == "same" for effect in effects) else "wraps"
