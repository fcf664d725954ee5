"""Where a function's parameter is named inside the function. Knows one file; sees through nested scopes."""

from __future__ import annotations

import ast
import re
from typing import NamedTuple, TypeAlias

from hp_lsp.python.uses.lexical import Frame, Lexical
from hp_lsp.text.span import Location, Span

FunctionNode: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef
_SEEING = frozenset(("locals", "vars", "dir", "eval", "exec"))
"""Built-in functions that see the names of their caller's variables; with an argument only the last two do."""
_SEEING_METHODS = frozenset(("save_hyperparameters", "currentframe", "_getframe"))


class Doubt(NamedTuple):
    """Why the places of a name are not all known, and where that shows; `why` goes on after the place's line."""

    at: Location
    why: str


Uses: TypeAlias = tuple[Span, ...] | Doubt


def parameter_at(lexical: Lexical, span: Span) -> tuple[ast.arg, FunctionNode] | None:
    """Return the parameter of a `def` whose name stands at `span`, and the `def`."""
    for node, frame in lexical.nodes:
        if isinstance(node, ast.arg) and lexical.source.span(node).start == span.start:
            return (node, frame.node) if isinstance(frame.node, FunctionNode) else None
    return None


def parameter_uses(lexical: Lexical, parameter: ast.arg, function: FunctionNode) -> Uses:
    """Return the ranges of the parameter's name in its `def`, the declaration first."""
    source, name, owner = lexical.source, parameter.arg, lexical.frames[function]
    start = source.span(parameter).start
    spans = [Span(start, start + len(name))]
    for node, frame in lexical.nodes:
        if not frame.within(owner):
            continue
        if why := _obstacle(node, name, owner, frame, lexical):
            return Doubt(Location(source.path, _place(lexical, node, function)), why)
        if isinstance(node, ast.Name) and node.id == name and lexical.owner(frame, name) is owner:
            spans.append(source.span(node))
        elif isinstance(node, ast.Nonlocal) and name in node.names and lexical.owner(frame, name) is owner:
            spans.extend(_declared(lexical, node, name))
    exact = all(source.text[span.start : span.end] == name for span in spans)
    if not exact or len(set(spans)) != len(spans):
        return Doubt(Location(source.path, spans[0]), f"names `{name}` in a string that is not read exactly")
    return tuple(spans)


def is_named_in(lexical: Lexical, function: FunctionNode, name: str) -> bool:
    """Tell whether a name occurs anywhere in a function, whatever it means there."""
    owner = lexical.frames[function]
    for node, frame in lexical.nodes:
        if not frame.within(owner):
            continue
        if isinstance(node, ast.Name) and node.id == name:
            return True
        if name in frame.bound or name in frame.outer:
            return True
    return False


def _obstacle(node: ast.AST, name: str, owner: Frame, frame: Frame, lexical: Lexical) -> str:
    """Return why a node keeps the uses of a parameter from being known; empty where it does not."""
    match node:
        case ast.Call() if called := _sees_names(node):
            return f"calls `{called}`, which sees the names of variables"
        case ast.Name() | ast.arg() | ast.Nonlocal() | ast.Global():
            return ""
        case _ if _rebinds(node, name) and lexical.owner(frame, name) is owner:
            return f"binds `{name}` anew"
        case _:
            return ""


def _sees_names(call: ast.Call) -> str:
    """Return the name of the called function that sees its caller's variables; empty for others."""
    match call.func:
        case ast.Name(id=name) if name in _SEEING and (not call.args or name in ("eval", "exec")):
            return name
        case ast.Attribute(attr=name) if name in _SEEING_METHODS:
            return name
        case _:
            return ""


def _rebinds(node: ast.AST, name: str) -> bool:
    match node:
        case ast.FunctionDef(name=bound) | ast.AsyncFunctionDef(name=bound) | ast.ClassDef(name=bound):
            return bound == name
        case ast.ExceptHandler(name=bound) | ast.MatchAs(name=bound) | ast.MatchStar(name=bound):
            return bound == name
        case ast.MatchMapping(rest=bound):
            return bound == name
        case ast.Import(names=names) | ast.ImportFrom(names=names):
            return any((one.asname or one.name.partition(".")[0]) == name for one in names)
        case _:
            return False


def _declared(lexical: Lexical, node: ast.Nonlocal, name: str) -> list[Span]:
    span = lexical.source.span(node)
    found = re.finditer(rf"\b{re.escape(name)}\b", lexical.source.text[span.start : span.end])
    return [Span(*match.span()).shifted(span.start) for match in found]


def _place(lexical: Lexical, node: ast.AST, function: FunctionNode) -> Span:
    return lexical.source.span(node if isinstance(node, ast.expr | ast.stmt) else function)
