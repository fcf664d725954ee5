"""Which statements a body runs. Knows the shape of compound statements, not what is in them."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence


def flattened(statements: Sequence[ast.stmt]) -> Iterator[tuple[ast.stmt, bool]]:
    """Yield the statements of a body and of the branches, loops and `try` in it, and whether each is certain to run."""
    pending = [(statement, True) for statement in reversed(statements)]
    while pending:
        statement, certain = pending.pop()
        yield statement, certain
        if inner := branches(statement):
            always = certain and isinstance(statement, ast.With | ast.AsyncWith)
            pending.extend((one, always) for one in reversed(inner))


def branches(statement: ast.stmt) -> list[ast.stmt]:
    """Return the statements inside a compound statement that opens no scope of its own."""
    match statement:
        case ast.If() | ast.For() | ast.AsyncFor() | ast.While():
            return [*statement.body, *statement.orelse]
        case ast.With() | ast.AsyncWith():
            return statement.body
        case ast.Try():
            handlers = [inner for handler in statement.handlers for inner in handler.body]
            return [*statement.body, *handlers, *statement.orelse, *statement.finalbody]
        case ast.Match():
            return [inner for case in statement.cases for inner in case.body]
        case _ if type(statement).__name__ == "TryStar":
            return [*statement.body, *statement.finalbody]  # type: ignore[attr-defined]  # `TryStar` is new in 3.11
        case _:
            return []
