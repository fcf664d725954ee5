"""Reads one expression that was kept as text: calls with their arguments. Evaluates nothing."""

from __future__ import annotations

import ast
from functools import lru_cache
from typing import NamedTuple

from hp_lsp.python.source import dotted


class Call(NamedTuple):
    """A call of a dotted name; arguments are source text. Not `plain` with `*x` or `**x` among them."""

    name: str
    positional: tuple[str, ...]
    keywords: dict[str, str]
    plain: bool


@lru_cache(maxsize=2048)
def read_call(text: str) -> Call | None:
    """Return the call that `text` is; None for any other expression."""
    if not text.endswith(")"):
        return None
    try:
        node = ast.parse(text, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    name = dotted(node.func) if isinstance(node, ast.Call) else None
    if not isinstance(node, ast.Call) or name is None:
        return None
    plain = not any(isinstance(one, ast.Starred) for one in node.args) and all(
        one.arg for one in node.keywords
    )
    return Call(
        name,
        tuple(ast.unparse(one) for one in node.args),
        {one.arg: ast.unparse(one.value) for one in node.keywords if one.arg},
        plain,
    )
