"""What runs as soon as a Python file is imported, or surely runs together. Knows the syntax tree of one file."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence

from hp_lsp.dialects.hpman.facts import IN_FILE
from hp_lsp.python.source import Source
from hp_lsp.text.span import Span

_Later = ast.Lambda | ast.IfExp | ast.BoolOp | ast.GeneratorExp
"""Expressions whose parts need not run, or run later."""


def runs_of(source: Source) -> dict[Span, int]:
    """Return with what calls surely run, if nothing fails before them: `IN_FILE`, or the end of a function."""
    found: dict[Span, int] = {}
    for node in ast.walk(source.tree) if source.tree is not None else ():
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            end = source.span(node).end
            found.update((source.span(call), end) for call in _calls(node.body))
    body = source.tree.body if source.tree is not None else ()
    return found | {source.span(call): IN_FILE for call in _calls(body)}


def is_reached(source: Source, call: ast.Call) -> bool:
    """Tell whether a call may well run: in no `if False:`, and in no function whose name stands nowhere else."""
    for node in ast.walk(source.tree) if source.tree is not None else ():
        match node:
            case ast.If(test=ast.Constant(value=value)) if not value:
                is_dead = True
            case (
                ast.FunctionDef(name=name, decorator_list=[])
                | ast.AsyncFunctionDef(name=name, decorator_list=[])
            ):
                is_dead = not name.startswith("__") and len(re.findall(rf"\b{name}\b", source.text)) == 1
            case _:
                continue
        if is_dead and any(one is call for inner in node.body for one in ast.walk(inner)):
            return False
    return True


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
            case ast.Expr() | ast.Assign() | ast.AnnAssign() | ast.AugAssign() | ast.Return():
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
