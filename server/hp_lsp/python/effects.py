"""What a function does when it is used as a decorator, judged by what it returns. Knows one function at a time."""

from __future__ import annotations

import ast

from hp_lsp.python.module import Effect
from hp_lsp.python.source import FunctionNode, dotted
from hp_lsp.python.statements import flattened

_WRAPS = frozenset(("wraps", "functools.wraps", "six.wraps"))
_DEEPEST = 3


def decorator_effects(node: FunctionNode) -> tuple[Effect, Effect]:
    """Return what `@f` makes of a function or class, and what `@f(...)` does."""
    _, returned = _inside(node)
    if not any(isinstance(value, ast.Name | ast.Call) for value in returned):
        return "", ""
    return _effect(node, _DEEPEST), _product_effect(node, _DEEPEST)


def returned_name(node: FunctionNode) -> str:
    """Return the name of the one function or class that a function defines and returns, and leaves as it is."""
    inner, returned = _inside(node)
    names = {one.name for one, _ in flattened(node.body) if isinstance(one, ast.ClassDef)}
    names |= {name for name, one in inner.items() if not one.decorator_list}
    given = {dotted(value) if value is not None else None for value in returned}
    touched = any(_touches(one) for one, _ in flattened(node.body))
    return str(given.pop()) if len(given) == 1 and given <= names and not touched else ""


def _touches(statement: ast.stmt) -> bool:
    """Tell whether a statement may change what was defined: it sets an attribute, or calls something."""
    if isinstance(statement, ast.Assign):
        return any(isinstance(target, ast.Attribute) for target in statement.targets)
    return isinstance(statement, ast.Expr) and not isinstance(statement.value, ast.Constant)


def _effect(node: FunctionNode, depth: int) -> Effect:
    first = next((argument.arg for argument in (*node.args.posonlyargs, *node.args.args)), None)
    if first is None or depth == 0:
        return ""
    inner, returned = _inside(node)
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
        case ast.Call(func=ast.Name(id=name), args=[ast.Name(id=given)]) if given == first and name in inner:
            return _effect(inner[name], depth - 1)
        case _:
            return ""


def _product_effect(node: FunctionNode, depth: int) -> Effect:
    inner, returned = _inside(node)
    effects: list[Effect] = []
    for value in returned:
        if isinstance(value, ast.Name) and value.id in inner:
            effects.append(_effect(inner[value.id], depth - 1))
        elif not isinstance(value, ast.Call):
            return ""
    return _common(effects)


def _wraps(node: FunctionNode, first: str) -> bool:
    for decorator in node.decorator_list:
        if isinstance(decorator, ast.Call) and dotted(decorator.func) in _WRAPS and decorator.args:
            return dotted(decorator.args[0]) == first
    return False


def _inside(node: FunctionNode) -> tuple[dict[str, FunctionNode], list[ast.expr | None]]:
    """Return the functions defined in a body by their names, and what it returns."""
    inner: dict[str, FunctionNode] = {}
    returned: list[ast.expr | None] = []
    for statement, _ in flattened(node.body):
        if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef):
            inner[statement.name] = statement
        elif isinstance(statement, ast.Return):
            returned.append(statement.value)
    return inner, returned


def _common(effects: list[Effect]) -> Effect:
    if not effects or "" in effects:
        return ""
    return "same" if all(effect == "same" for effect in effects) else "wraps"
