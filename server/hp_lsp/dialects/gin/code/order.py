"""What certainly happens when a Python file is imported, and when. Knows one file's statements, not what they mean."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hp_lsp.python.source import Source
from hp_lsp.python.statements import flattened
from hp_lsp.text.span import Span


class Order(NamedTuple):
    """The ranges of what certainly runs once when a file is imported, and of its functions, which may run later."""

    certain: tuple[Span, ...] = ()
    functions: tuple[Span, ...] = ()

    def is_certain(self, span: Span) -> bool:
        """Tell whether what stands at `span` certainly runs."""
        return any(one.start <= span.start and span.end <= one.end for one in self.certain)

    def is_later(self, span: Span) -> bool:
        """Tell whether what stands at `span` runs when a function is called."""
        return any(one.start <= span.start and span.end <= one.end for one in self.functions)


def order_of(source: Source) -> Order:
    """Return the order of a Python file; empty where it cannot be parsed."""
    if source.tree is None:
        return Order()
    functions = [
        source.span(statement)
        for statement, _ in flattened(source.tree.body)
        if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    return Order(tuple(map(source.span, _certain(source.tree.body))), tuple(functions))


def _certain(body: Sequence[ast.stmt]) -> Iterator[ast.expr | ast.stmt]:
    """Yield what runs for certain: simple statements, decorators, and so on inside of classes."""
    for statement, certain in flattened(body):
        if not certain:
            continue
        if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield from statement.decorator_list
        if isinstance(statement, ast.ClassDef):
            yield from _certain(statement.body)
        elif isinstance(statement, ast.Expr | ast.Assign | ast.AnnAssign | ast.AugAssign):
            yield statement
