"""When a place in a Python file runs: always, in a branch, in a function, or where what it raises is caught.

Knows the statements around the place and no value. The file is parsed only when somebody asks.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hp_lsp.dialects.base import Document, Severity, View
from hp_lsp.python.source import Source, dotted
from hp_lsp.text.span import Span

_CATCHING = re.compile(r"raises|suppress", re.IGNORECASE)
"""Context managers that catch exceptions, by what is usual to call them."""

_OTHER_EXCEPTIONS = frozenset(("ImportError", "ModuleNotFoundError", "OSError", "KeyError", "IndexError"))
"""Exceptions that no registration raises."""


_PARTIAL = (ast.Lambda, ast.IfExp, ast.BoolOp, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
"""Expressions of which some parts may not run."""


class Placement(NamedTuple):
    """The branches around a place, each with the arm it lies in, and the functions, by their offsets.

    `silent`: it never runs, or what it raises may be caught.
    """

    branches: tuple[tuple[int, int], ...] = ()
    functions: tuple[int, ...] = ()
    silent: bool = False

    @property
    def always_runs(self) -> bool:
        """Whether importing the file gets here."""
        return not (self.branches or self.functions or self.silent)

    def excludes(self, other: Placement) -> bool:
        """Tell whether no run gets both here and there."""
        arms = dict(self.branches)
        return any(arms.get(branch, arm) != arm for branch, arm in other.branches)


def source_of(view: View, document: Document) -> Source:
    """Return a Python file with its syntax tree, parsed once for each text."""
    return view.remember(document, "gin.source", lambda: Source(document.text.source, "", document.path))


def placement(view: View, document: Document, span: Span) -> Placement:
    """Return when the place at `span` runs; silent where the text cannot be parsed."""
    source = source_of(view, document)
    found = Placement(silent=source.tree is None)
    body: Sequence[ast.stmt] = source.tree.body if source.tree is not None else ()
    while True:
        inside = next(_parts(source, body, span), None)
        if inside is None:
            return _added(found, _within_expressions(source, body, span))
        found, body = _added(found, inside[0]), inside[1]


def severity_at(view: View, document: Document, span: Span, severity: Severity) -> Severity | None:
    """Return how bad it is that the place at `span` raises: a warning where it may not run, None where it is caught."""
    place = placement(view, document, span)
    if place.silent:
        return None
    return severity if place.always_runs else max(severity, Severity.WARNING)


def _added(outer: Placement, inner: Placement) -> Placement:
    return Placement(
        (*outer.branches, *inner.branches), (*outer.functions, *inner.functions), outer.silent or inner.silent
    )


def _parts(
    source: Source, body: Sequence[ast.stmt], span: Span
) -> Iterator[tuple[Placement, Sequence[ast.stmt]]]:
    """Yield the body inside one of some statements in which the place lies, and what that body adds."""
    for statement in body:
        for added, inner in _bodies(source, statement):
            if inner and _start(source, inner[0]) <= span.start < source.span(inner[-1]).end:
                yield added, inner


def _within_expressions(source: Source, body: Sequence[ast.stmt], span: Span) -> Placement:
    """Return what the expressions around a place add: parts of them may run never or often."""
    found = Placement()
    for statement in body:
        if _start(source, statement) <= span.start < source.span(statement).end:
            for node in ast.walk(statement):
                if isinstance(node, _PARTIAL) and _encloses(source.span(node), span):
                    at = source.span(node).start
                    is_lambda = isinstance(node, ast.Lambda)
                    found = _added(found, Placement(functions=(at,)) if is_lambda else Placement(((at, 0),)))
    return found


def _encloses(outer: Span, inner: Span) -> bool:
    return outer != inner and outer.start <= inner.start and inner.end <= outer.end


def _start(source: Source, statement: ast.stmt) -> int:
    """Return where a statement starts, its decorators included."""
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return min(source.span(node).start for node in (statement, *statement.decorator_list))
    return source.span(statement).start


def _bodies(source: Source, statement: ast.stmt) -> Iterator[tuple[Placement, Sequence[ast.stmt]]]:
    """Yield the bodies of a compound statement and when they run."""
    at = source.span(statement).start
    match statement:
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            yield Placement(functions=(at,)), statement.body
        case ast.ClassDef():
            yield Placement(), statement.body
        case ast.If(test=ast.Constant(value=value)):
            yield Placement(silent=not value), statement.body
            yield Placement(silent=bool(value)), statement.orelse
        case ast.If(test=test):
            never = (dotted(test) or "").endswith("TYPE_CHECKING")
            yield Placement(((at, 0),), silent=never), statement.body
            yield Placement(((at, 1),)), statement.orelse
        case ast.For(iter=ast.List(elts=[_, *_]) | ast.Tuple(elts=[_, *_])):
            yield Placement(), statement.body
        case ast.For() | ast.AsyncFor() | ast.While():
            yield Placement(((at, 0),)), statement.body
            yield Placement(), statement.orelse
        case ast.With() | ast.AsyncWith():
            catches = any(_CATCHING.search(source.slice(item.context_expr)) for item in statement.items)
            yield Placement(silent=catches), statement.body
        case ast.Try():
            yield from _attempt(at, statement)
        case _ if type(statement).__name__ == "TryStar":
            yield from _attempt(at, statement)  # type: ignore[arg-type]  # `TryStar` is new in 3.11 and has the same fields
        case ast.Match():
            yield from ((Placement(((at, arm),)), case.body) for arm, case in enumerate(statement.cases))
        case _:
            return


def _attempt(at: int, statement: ast.Try) -> Iterator[tuple[Placement, Sequence[ast.stmt]]]:
    caught = [name for handler in statement.handlers for name in _caught(handler.type)]
    tried = ((at, 0),) if statement.handlers else ()
    yield Placement(tried, silent=not _OTHER_EXCEPTIONS.issuperset(caught)), statement.body
    yield Placement(tried), statement.orelse
    for arm, handler in enumerate(statement.handlers, 1):
        yield Placement(((at, arm),)), handler.body
    yield Placement(), statement.finalbody


def _caught(exceptions: ast.expr | None) -> list[str]:
    """Return the names of the exceptions that a handler catches; an empty one stands for all that are not named."""
    parts = exceptions.elts if isinstance(exceptions, ast.Tuple) else [exceptions]
    return [(dotted(one) or "") if one is not None else "" for one in parts]
