"""Where a Python file expects that a use of a manager fails. Knows the syntax tree of one file."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from hp_lsp.python.source import Source
from hp_lsp.text.span import Span

_CAUGHT = frozenset(
    (
        "AttributeError", "BaseException", "Exception", "ImportError", "KeyError", "LookupError",
        "ModuleNotFoundError", "NameError", "TypeError", "UnboundLocalError",
    )
)  # fmt: skip
"""What a wrong use of a manager raises."""
_EXPECTING = frozenset(("raises", "assertRaises", "assertRaisesRegex", "suppress"))
"""What pytest, unittest and contextlib call it where an exception is expected."""


def guarded(source: Source) -> tuple[Span, ...]:
    """Return the ranges of a file in which what a wrong use raises is expected: it is no mistake there."""
    found = _bodies(source.tree) if source.tree is not None else ()
    return tuple(Span(source.span(body[0]).start, source.span(body[-1]).end) for body in found)


def raises_nothing(call: ast.Call) -> bool:
    """Tell whether a call of `get_value` says that it is to raise nothing: `raise_exception=False`."""
    given = call.args[1:2] + [one.value for one in call.keywords if one.arg == "raise_exception"]
    return any(isinstance(one, ast.Constant) and not one.value for one in given)


def _bodies(tree: ast.Module) -> Iterator[list[ast.stmt]]:
    for node in ast.walk(tree):
        match node:
            case ast.Try(body=body, handlers=handlers) if any(_catches(one.type) for one in handlers):
                yield body
            case ast.With(body=body, items=items) if any(_expects(one.context_expr) for one in items):
                yield body
            case _:
                pass


def _catches(caught: ast.expr | None) -> bool:
    """Tell whether an `except` may catch what a wrong use raises."""
    several = caught.elts if isinstance(caught, ast.Tuple) else [caught]
    return any(one is None or _last_name(one) in _CAUGHT for one in several)


def _expects(context: ast.expr) -> bool:
    return isinstance(context, ast.Call) and _last_name(context.func) in _EXPECTING


def _last_name(node: ast.expr) -> str:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""
