"""All hyper-parameters of hpman in a project, for lists. Knows the index and no output format."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from hp_lsp.dialects.base import View
from hp_lsp.dialects.hpman.index import Hyperparameter, Index
from hp_lsp.dialects.hpman.parsing import Place
from hp_lsp.dialects.lists import Listed, Setting
from hp_lsp.text.span import Location


def listed(view: View) -> Iterator[Listed]:
    """Yield every hyper-parameter, sorted by name; calls that set one are its bindings."""
    index: Index = view.index("hpman")
    settings = _settings(view, index)
    for named in sorted(index.calls, key=lambda one: (one.manager, one.name, one.scope)):
        first = index.calls[named][0]
        at = Location(first.path, first.call.span)
        bindings = tuple(settings.get(named, ()))
        yield Listed(named.name, _type(first), first.call.default, at, bindings)


def _settings(view: View, index: Index) -> dict[Hyperparameter, list[Setting]]:
    found: dict[Hyperparameter, list[Setting]] = {}
    for path in view.code_files():
        for named, use in index.uses_in(path):
            if use.method.startswith("set_"):
                found.setdefault(named, []).append(Setting("", Location(path, use.span)))
    return found


def _type(place: Place) -> str:
    """Return the name of the type of a default that is a literal; empty where it is none or there is none."""
    text = place.call.default if place.call.is_literal else None
    match ast.parse(f"({text})", mode="eval").body if text is not None else None:
        case ast.Constant(value=None) | None:
            return ""
        case ast.Constant(value=value) | ast.UnaryOp(operand=ast.Constant(value=value)):
            return type(value).__name__
        case ast.BinOp():
            return "complex"
        case ast.Call():
            return "set"
        case other:
            return type(other).__name__.lower()
