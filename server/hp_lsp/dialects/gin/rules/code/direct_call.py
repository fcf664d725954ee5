"""Reports a direct call of something of which only Gin's version gets the values that configs bind.

## What it does
Looks for `gin.external_configurable(C)` whose result is dropped, calls of `C` in the same file, and parameters of it
that some config of the workspace binds and the call does not give.

## Why it matters
`gin.external_configurable` leaves `C` as it is: only what it returns, and `@C` in a config, take the values. A direct
call runs with the defaults, without a word.

## Example that fails
```python
gin.external_configurable(Adam)
optimizer = Adam()
```
with `Adam.learning_rate = 1e-3` in a config.

## Example that passes
```python
Adam = gin.external_configurable(Adam)
optimizer = Adam()
```
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from hp_lsp.dialects.base import Document, Problem, Related, Rule, Severity, View
from hp_lsp.dialects.gin.code.configurable import Configurable
from hp_lsp.dialects.gin.code.registry import Registry
from hp_lsp.dialects.gin.names.resolve import resolve
from hp_lsp.dialects.gin.own import own_configs
from hp_lsp.dialects.gin.rules.code.placement import source_of
from hp_lsp.dialects.gin.rules.code.registrations import calls, registered
from hp_lsp.python.source import dotted
from hp_lsp.text.span import Location, Span


class _Call(NamedTuple):
    """A direct call: the range of what is called, and which parameters it gives."""

    span: Span
    by_position: int
    by_name: frozenset[str]


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each call that leaves out what a config binds."""
    for call in calls(view, document, "external_configurable"):
        if call.form == "statement" and call.target:
            direct = list(_direct_calls(view, document, call.target))
            one = dict(registered(view, document.path)).get(call.span) if direct else None
            if one is not None:
                bound = view.once(("gin.bound", one.key), partial(_bindings, view, one))
                yield from (problem for place in direct for problem in _problem(view, one, place, bound))


def _problem(view: View, one: Configurable, place: _Call, bound: dict[str, Location]) -> Iterator[Problem]:
    missing = [name for name in bound if name not in _given(view, one, place)]
    if missing:
        message = f"This call does not get the `{missing[0]}` that configs bind: use what Gin returns."
        yield RULE.problem(place.span, message, related=(Related(bound[missing[0]], "bound here"),))


def _direct_calls(view: View, document: Document, name: str) -> Iterator[_Call]:
    source = source_of(view, document)
    for node in ast.walk(source.tree) if source.tree is not None else ():
        if not isinstance(node, ast.Call) or dotted(node.func) != name:
            continue
        unpacked = any(isinstance(one, ast.Starred) for one in node.args)
        named = [one.arg for one in node.keywords]
        if not unpacked and None not in named:
            yield _Call(source.span(node.func), len(node.args), frozenset(filter(None, named)))


def _bindings(view: View, one: Configurable) -> dict[str, Location]:
    """Return the parameters that configs bind for calls in every scope, each with one place."""
    found: dict[str, Location] = {}
    for document in own_configs(view):
        if one.name not in document.text.source:
            continue
        for statement, bound in resolve(view, document).bounds():
            if not bound.scope and [meant.key for meant in bound.meaning.configurables] == [one.key]:
                found.setdefault(bound.parameter, Location(document.path, statement.at(bound.span)))
    return found


def _given(view: View, one: Configurable, call: _Call) -> frozenset[str]:
    registry: Registry = view.index("gin")
    positional = [parameter.name for parameter in registry.signature(one).parameters]
    return call.by_name.union(positional[: call.by_position])


RULE = Rule("GIN341", "direct-call", Severity.INFORMATION, __doc__ or "", check)
