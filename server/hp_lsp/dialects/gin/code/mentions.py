"""Which parts of a Python text speak of Gin, found without following it. Knows words; judges no call."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator

from hp_lsp.python.scopes import Scope
from hp_lsp.python.source import Source
from hp_lsp.python.symbolic import Local, Named, Partial, Special, Value, alternatives_of

_LONGEST_CHAIN = 2
"""Functions that pass on to Gin what they are given are recognised through this many others."""

_CALL = re.compile(r"(?<![\w.])([^\W\d][\w.]*)\s*\(")
_IMPORT = re.compile(
    r"^[ \t\f]*(?:from\s+([^\W\d][\w.]*)\s+import\b|import\s+([^\W\d][\w.]*)[ \t]*(?:as\b|,|;|#|$))",
    re.MULTILINE,
)


def speaking(source: Source, top: Scope, more: Iterable[str]) -> re.Pattern[str]:
    """Return what matches Gin's names at the top of a file, and those of functions that may pass on to Gin.

    `more` are further names of Gin's.
    """
    known = {"gin", *more, *_names_from_gin(top)}
    pattern = _words(known)
    for _ in range(_LONGEST_CHAIN):
        passing = {name for name, value in top.names.items() if _passes_on(source, value, pattern)}
        pattern = _words(known | passing)
    return pattern


def calls_in(text: str, start: int, end: int, top: Scope) -> Iterator[str]:
    """Yield the absolute names of imported things that are called in a part of a text."""
    for match in _CALL.finditer(text, start, end):
        first, dot, rest = match.group(1).partition(".")
        bound = top.names.get(first)
        if isinstance(bound, Named) and bound.imported:
            yield f"{bound.name}{dot}{rest}"


def imports_in(text: str, start: int, end: int) -> Iterator[str]:
    """Yield the absolute names of modules that are imported in a part of a text."""
    for match in _IMPORT.finditer(text, start, end):
        yield match.group(1) or match.group(2)


def _words(names: set[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(names))})\b")


def _names_from_gin(top: Scope) -> Iterator[str]:
    for name, value in top.names.items():
        if any(map(_is_from_gin, alternatives_of(value))):
            yield name


def _is_from_gin(value: Value) -> bool:
    from_gin = isinstance(value, Named) and value.imported and "gin" in value.name.split(".")
    return from_gin or isinstance(value, Special | Partial)


def _passes_on(source: Source, value: Value, pattern: re.Pattern[str]) -> bool:
    """Tell whether something is a function with parameters that says one of the names."""
    if not isinstance(value, Local) or isinstance(value.node, ast.ClassDef):
        return False
    takes = value.node.args
    has_parameters = takes.posonlyargs or takes.args or takes.kwonlyargs or takes.vararg or takes.kwarg
    return bool(has_parameters) and pattern.search(source.text, *source.span(value.node)) is not None
