"""One Python file while it is being read: its text, its syntax tree and the ranges of nodes. Not for keeping."""

from __future__ import annotations

import ast
import os
import re
import warnings
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from hp_lsp.python.module import Module
from hp_lsp.text.lines import Text
from hp_lsp.text.span import Span

_DEFINITION = re.compile(r"(?:async[\s\\]+)?(?:def|class)[\s\\]+")
_IDENTIFIER = re.compile(r"\w+")

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef
Positioned = ast.expr | ast.stmt | ast.alias | ast.arg | ast.keyword | ast.excepthandler


def parse(source: str) -> ast.Module | None:
    """Return the syntax tree of a Python text; None where this Python cannot parse it."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return ast.parse(source)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None


class Source:
    """A Python text with its syntax tree; `tree` is None where it cannot be parsed.

    `name` is the dotted name that the file is imported by. `has_mark` tells that a byte order mark stands before the
    text.
    """

    def __init__(self, text: str, name: str, path: str, *, has_mark: bool = False) -> None:
        self.has_mark = has_mark
        self.text = text
        self.name = name
        self.path = path
        self.tree = parse(text)
        self.pictures: dict[ast.AST, Any] = {}
        """What was read of its definitions, by their nodes: whoever asks gets the same object."""

    @property
    def is_package(self) -> bool:
        """Whether the file is the `__init__.py` of a package."""
        return os.path.basename(self.path) == "__init__.py"

    @cached_property
    def module(self) -> Module:
        """The picture of this file."""
        from hp_lsp.python.reading import picture

        return picture(self)

    @cached_property
    def _lines(self) -> Text:
        return Text(self.text)

    @cached_property
    def _is_ascii(self) -> bool:
        return self.text.isascii()

    def offset(self, line: int, byte_column: int) -> int:
        """Return the offset of a place as `ast` counts it: 1-based line, 0-based column in UTF-8 bytes."""
        start = self._lines.line_starts[line - 1]
        if self._is_ascii:
            return start + byte_column
        before = self._lines.line(line - 1).encode("utf-8", "surrogatepass")[:byte_column]
        return start + len(before.decode("utf-8", "replace"))

    def span(self, node: Positioned) -> Span:
        """Return the range of a node."""
        start = self.offset(node.lineno, node.col_offset)
        if node.end_lineno is None or node.end_col_offset is None:
            return Span(start, start)
        return Span(start, self.offset(node.end_lineno, node.end_col_offset))

    def slice(self, node: Positioned) -> str:
        """Return the text of a node."""
        start, end = self.span(node)
        return self.text[start:end]

    def name_span(self, node: FunctionNode | ast.ClassDef) -> Span:
        """Return the range of the name that a `def` or `class` defines."""
        start = self.offset(node.lineno, node.col_offset)
        keyword = _DEFINITION.match(self.text, start)
        name = _IDENTIFIER.match(self.text, keyword.end() if keyword else start)
        return Span(*name.span()) if name else Span(start, start)

    def absolute(self, module: str | None, level: int) -> str:
        """Return the absolute name of the module in `from <level dots><module> import …`.

        Past the top it is `..`, which names nothing.
        """
        if level == 0:
            return module or ".."
        package = self.name.split(".") if self.is_package else self.name.split(".")[:-1]
        above = level - 1
        if above >= len(package):
            return ".."
        return ".".join((*package[: len(package) - above], *filter(None, (module,)))) or ".."


def dotted(node: ast.expr) -> str | None:
    """Return `a.b.c` for the expression of that form; None for every other."""
    names: list[str] = []
    while isinstance(node, ast.Attribute):
        names.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        return None
    names.append(node.id)
    return ".".join(reversed(names))


def docstring(body: Sequence[ast.stmt]) -> str:
    """Return the cleaned docstring that a body opens with; empty without one."""
    first = body[0] if body else None
    if (
        isinstance(first, ast.Expr)
        and isinstance(first.value, ast.Constant)
        and isinstance(first.value.value, str)
    ):
        import inspect

        return inspect.cleandoc(first.value.value)
    return ""
