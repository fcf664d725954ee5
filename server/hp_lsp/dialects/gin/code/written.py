"""Calls of Gin's functions as they are written: arguments, ranges and decorator stacks. Follows no value."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from hp_lsp.dialects.gin.code.facts import Argument, GinCall, Stacked
from hp_lsp.python.scopes import Scope
from hp_lsp.python.source import Source, dotted
from hp_lsp.python.symbolic import Local, Named
from hp_lsp.text.span import Span


def decorator_call(source: Source, function: str, node: ast.expr, target: Local, scope: Scope) -> GinCall:
    """Return the decorator at `node`, one of Gin's functions with or without arguments, on a `def` or `class`."""
    decorated = target.node
    stack = [] if isinstance(decorated, ast.Lambda) else decorated.decorator_list
    place = stack.index(node) if node in stack else len(stack)
    return GinCall(
        function,
        source.span(node),
        "decorator",
        isinstance(node, ast.Call),
        tuple(_arguments(source, node)),
        "" if isinstance(decorated, ast.Lambda) else decorated.name,
        None if isinstance(decorated, ast.Lambda) else source.name_span(decorated),
        isinstance(decorated, ast.ClassDef),
        tuple(_stacked(source, one, scope) for one in stack[:place]),
        tuple(_stacked(source, one, scope) for one in stack[place + 1 :]),
        *_place(scope),
    )


def plain_call(source: Source, function: str, node: ast.Call, scope: Scope, *, dropped: bool) -> GinCall:
    """Return the call at `node` of one of Gin's functions; `dropped` tells that nothing takes its result."""
    arguments = tuple(_arguments(source, node))
    first = node.args[0] if node.args else None
    return GinCall(
        function,
        source.span(node),
        "statement" if dropped else "expression",
        arguments=arguments,
        target=(dotted(first) or "") if first is not None else "",
        owner=_place(scope)[0],
        in_function=_place(scope)[1],
    )


def _place(scope: Scope) -> tuple[str, bool]:
    return (scope.qualname if scope.kind == "class" else ""), scope.in_function


def _stacked(source: Source, node: ast.expr, scope: Scope) -> Stacked:
    name = dotted(node.func if isinstance(node, ast.Call) else node) or ""
    first, dot, rest = name.partition(".")
    bound = scope.get(first)
    if isinstance(bound, Named) and bound.imported:
        name = f"{bound.name}{dot}{rest}"
    return Stacked(name, source.span(node), tuple(_arguments(source, node)))


def _arguments(source: Source, node: ast.expr) -> Iterator[Argument]:
    if not isinstance(node, ast.Call):
        return
    for given in node.args:
        starred = isinstance(given, ast.Starred)
        start = source.span(given).start
        yield _argument(source, "*" if starred else "", Span(start, start), given)
    for keyword in node.keywords:
        start = source.span(keyword).start
        yield _argument(
            source, keyword.arg or "**", Span(start, start + len(keyword.arg or "**")), keyword.value
        )


def _argument(source: Source, keyword: str, key: Span, node: ast.expr) -> Argument:
    span = source.span(node)
    text = source.slice(node)
    match node:
        case ast.Constant(value=str() as string):
            return Argument(keyword, "string", text, span, key, ((string, span),))
        case ast.Constant(value=None):
            return Argument(keyword, "none", text, span, key)
        case ast.List(elts=parts):
            return Argument(keyword, "list", text, span, key, tuple(_strings(source, parts)))
        case ast.Tuple(elts=parts):
            return Argument(keyword, "tuple", text, span, key, tuple(_strings(source, parts)))
        case ast.Set(elts=parts):
            return Argument(keyword, "set", text, span, key, tuple(_strings(source, parts)))
        case ast.Dict():
            return Argument(keyword, "dict", text, span, key)
        case ast.Name() | ast.Attribute():
            return Argument(keyword, "name", text, span, key)
        case _:
            return Argument(keyword, "other", text, span, key)


def _strings(source: Source, parts: list[ast.expr]) -> Iterator[tuple[str, Span]]:
    for part in parts:
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value, source.span(part)
