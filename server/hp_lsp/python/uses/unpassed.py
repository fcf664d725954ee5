"""Which parts of a file name functions and classes without passing them around as values. Follows no names."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from hp_lsp.python.source import dotted
from hp_lsp.python.uses.lexical import Lexical

_NOT_KEEPING = frozenset(("isinstance", "issubclass", "super", "type"))
"""Functions that keep nothing of a class that they are given."""


def unpassed(lexical: Lexical, registering: frozenset[str]) -> set[ast.AST]:
    """Return the nodes that are called, inherited from, compared, or stand in annotations and decorators.

    `registering` are the last names of functions that keep what they are given, and whose result is not used.
    """
    found: set[ast.AST] = set()
    for node, _ in lexical.nodes:
        match node:
            case ast.Call():
                found.update(_of_call(node))
            case ast.Expr(value=ast.Call(func=function, args=arguments)):
                if (dotted(function) or "").rpartition(".")[2] in registering:
                    found.update(arguments)
            case ast.Attribute(value=value) | ast.Subscript(value=value):
                found.add(value)
            case ast.Compare(left=left, comparators=others):
                found.update((left, *others))
            case _:
                found.update(_of_statement(node))
    return found


def _of_call(call: ast.Call) -> Iterator[ast.AST]:
    name = dotted(call.func) or ""
    yield call.func
    if name in _NOT_KEEPING:
        yield from _within(*call.args)


def _of_statement(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.ClassDef(bases=bases, decorator_list=decorators):
            yield from _within(*bases, *decorators)
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            yield from _within(*node.decorator_list, node.returns)
        case ast.arg(annotation=annotation) | ast.AnnAssign(annotation=annotation):
            yield from _within(annotation)
        case ast.ExceptHandler(type=caught):
            yield from _within(caught)
        case _:
            return


def _within(*nodes: ast.AST | None) -> Iterator[ast.AST]:
    for node in nodes:
        if node is not None:
            yield from ast.walk(node)
