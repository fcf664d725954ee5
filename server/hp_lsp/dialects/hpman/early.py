"""What runs as soon as a Python file is imported. Knows the syntax tree of one file."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from hp_lsp.python.source import Source

_Later = ast.Lambda | ast.IfExp | ast.BoolOp | ast.GeneratorExp
"""Expressions whose parts need not run, or run later."""


def early_calls(tree: ast.Module | None) -> Iterator[ast.Call]:
    """Yield the calls that surely run when the file is imported, if nothing fails before them."""
    yield from _calls(tree.body if tree is not None else ())


def early_imports(source: Source) -> Iterator[tuple[str, int]]:
    """Yield the modules that are surely imported when the file is, by absolute name, each with where that ends."""
    for node in source.tree.body if source.tree is not None else ():
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, source.span(node).end
        elif isinstance(node, ast.ImportFrom):
            module = source.absolute(node.module, node.level)
            yield module, source.span(node).end
            for alias in node.names:
                yield f"{module}.{alias.name}", source.span(node).end


def first_run(source: Source, call: ast.Call) -> int | None:
    """Return where a call may run first: in a statement at the top of the file, or where that calls a function of it.

    None where the file does neither, so that others call its functions.
    """
    body = source.tree.body if source.tree is not None else []
    own = {node.name for node in body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
    for statement in body:
        if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            continue
        for node in ast.walk(statement):
            is_own = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in own
            if is_own or node is call:
                return source.span(statement).start
    return None


def is_at_top(tree: ast.Module, call: ast.Call) -> bool:
    """Tell whether a call is a statement at the top of the file, in no branch and no function."""
    return any(one is call for one in early_calls(tree))


def _calls(body: Sequence[ast.stmt]) -> Iterator[ast.Call]:
    for node in body:
        match node:
            case ast.ClassDef(bases=bases, decorator_list=decorators, body=inner):
                yield from _in_expressions((*decorators, *bases))
                yield from _calls(inner)
            case (
                ast.FunctionDef(args=args, decorator_list=decorators)
                | ast.AsyncFunctionDef(args=args, decorator_list=decorators)
            ):
                defaults = [one for one in (*args.defaults, *args.kw_defaults) if one is not None]
                yield from _in_expressions((*decorators, *defaults))
            case ast.Expr() | ast.Assign() | ast.AnnAssign() | ast.AugAssign():
                yield from _in_expressions((node,))
            case _:
                pass


def _in_expressions(nodes: Sequence[ast.AST]) -> Iterator[ast.Call]:
    pending = list(nodes)
    while pending:
        node = pending.pop()
        if isinstance(node, ast.Call):
            yield node
        if not isinstance(node, _Later):
            pending.extend(ast.iter_child_nodes(node))
