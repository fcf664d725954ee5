"""From a value of a followed file to what is registered. Knows definitions, names and `functools.partial`."""

from __future__ import annotations

import ast
from typing import Any

from hp_lsp.dialects.gin.code.calls import partial_target
from hp_lsp.dialects.gin.code.facts import Target
from hp_lsp.python.module import Function
from hp_lsp.python.reading import read_class, read_decorator, read_function, read_parameters
from hp_lsp.python.source import Source, dotted
from hp_lsp.python.symbolic import Local, Named, Partial, Value

DESCRIPTORS = frozenset(("classmethod", "property", "functools.cached_property", "cached_property"))
"""Decorators whose result is no function; Gin fails to register it without a word."""


def target_of(source: Source, value: Value) -> Target | None:
    """Return what a value is as something to register; None where nothing is known of it."""
    match value:
        case Local(node, qualname):
            return _local_target(source, value, node, qualname)
        case Named(name, imported):
            return Target(name=name, imported=imported)
        case Partial(inner, given) if given.complete:
            target = target_of(source, inner)
            return None if target is None else partial_target(target, len(given.positional))
        case _:
            return None


def decorators_below(target: Local) -> list[ast.expr]:
    """Return the decorators of a `def` or `class` that have been applied, the outermost first."""
    written = [] if isinstance(target.node, ast.Lambda) else target.node.decorator_list
    return written[len(written) - target.below :]


def wrapped_by(target: Value) -> ast.expr | None:
    """Return what `functools.wraps` says that a function stands for, if that is the last decorator applied to it."""
    below = decorators_below(target) if isinstance(target, Local) else []
    match below[:1]:
        case [ast.Call(func=function, args=[original, *_])] if dotted(function) in (
            "functools.wraps",
            "wraps",
        ):
            return original
        case _:
            return None


def _local_target(source: Source, local: Local, node: Any, qualname: str) -> Target:
    if isinstance(node, ast.Lambda):
        span = source.span(node)
        parameters = read_parameters(source, node.args)
        return Target(Function("<lambda>", span, span, parameters), qualname)
    decorators = tuple(read_decorator(source, one) for one in decorators_below(local))
    reading = read_class if isinstance(node, ast.ClassDef) else read_function
    return Target(reading(source, node), qualname, decorators=decorators, local=local.scope.in_function)
