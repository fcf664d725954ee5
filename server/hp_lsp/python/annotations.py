"""Which kinds of plain values an annotation lets pass, as far as it is a simple one. Evaluates nothing."""

from __future__ import annotations

import ast
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal[
    "int", "float", "complex", "bool", "str", "bytes", "list", "tuple", "dict", "callable"
]

_NUMBER: frozenset[Kind] = frozenset(("int", "float", "complex", "bool"))
_ITEMS: frozenset[Kind] = frozenset(("list", "tuple"))
_EVERY_ITEMS: frozenset[Kind] = frozenset(("list", "tuple", "dict", "str", "bytes"))
_KINDS: dict[str, frozenset[Kind]] = {
    "int": frozenset(("int", "bool")),
    "float": frozenset(("int", "float", "bool")),
    "complex": _NUMBER,
    "bool": frozenset(("bool", "int")),
    "str": frozenset(("str",)),
    "bytes": frozenset(("bytes",)),
    "list": _ITEMS,
    "List": _ITEMS,
    "tuple": _ITEMS,
    "Tuple": _ITEMS,
    "Sequence": _EVERY_ITEMS,
    "Iterable": _EVERY_ITEMS,
    "dict": frozenset(("dict",)),
    "Dict": frozenset(("dict",)),
    "Mapping": frozenset(("dict",)),
    "Callable": frozenset(("callable",)),
    "Type": frozenset(("callable",)),
    "type": frozenset(("callable",)),
    "None": frozenset(),
}
"""The kinds of values that usually work where an annotation stands; bools are numbers, lists work for tuples."""

_MODULES = ("typing", "collections.abc", "abc", "t", "builtins", "typing_extensions")


def kinds_of(annotation: str) -> frozenset[Kind] | None:
    """Return the kinds of values that an annotation lets pass, beside None; None where it says nothing simple."""
    tree = _read(annotation)
    return None if tree is None else _kinds(tree)


def literals_of(annotation: str) -> tuple[ast.Constant, ...]:
    """Return the values that an annotation lists in a `Literal`, in order; none where it has none."""
    tree = _read(annotation)
    return tuple(
        one
        for node in (ast.walk(tree) if tree is not None else ())
        if isinstance(node, ast.Subscript) and ast.unparse(node.value).rpartition(".")[2] == "Literal"
        for one in ast.walk(node.slice)
        if isinstance(one, ast.Constant)
    )


def _read(annotation: str) -> ast.expr | None:
    try:
        tree = ast.parse(annotation, mode="eval").body
        if isinstance(tree, ast.Constant) and isinstance(tree.value, str):
            tree = ast.parse(tree.value, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    return tree


def _kinds(tree: ast.expr) -> frozenset[Kind] | None:
    match tree:
        case ast.Constant(value=None):
            return frozenset()
        case ast.Name(id=name):
            return _KINDS.get(name)
        case ast.Attribute(attr=name):
            return _KINDS.get(name) if ast.unparse(tree.value) in _MODULES else None
        case ast.BinOp(left=left, op=ast.BitOr(), right=right):
            return _either(left, right)
        case ast.Subscript(value=value, slice=inner):
            return _subscripted(ast.unparse(value).rpartition(".")[2], value, inner)
        case _:
            return None


def _subscripted(name: str, value: ast.expr, inner: ast.expr) -> frozenset[Kind] | None:
    if name == "Optional":
        return _kinds(inner)
    if name == "Union":
        return _either(*(inner.elts if isinstance(inner, ast.Tuple) else (inner,)))
    return _kinds(value)


def _either(*alternatives: ast.expr) -> frozenset[Kind] | None:
    found: frozenset[Kind] = frozenset()
    for one in alternatives:
        kinds = _kinds(one)
        if kinds is None:
            return None
        found |= kinds
    return found
