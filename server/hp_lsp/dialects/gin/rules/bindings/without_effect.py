"""Reports a binding that Gin accepts and never uses.

## What it does
Points at a binding of `self` or `cls`, which Python passes, and at one of a method that is decorated with
`@gin.register` in a class that is not registered.

## Why it matters
Gin accepts the line without a word. The first most likely means another parameter; the second waits for a decorator on
the class, because registering leaves the method as it was.

## Example that fails
```gin
Adam.self = 1e-3
```

## Example that passes
```gin
Adam.learning_rate = 1e-3
```
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from hp_lsp.dialects.base import Document, Problem, Rule, Severity, View
from hp_lsp.dialects.gin.code.configurable import Configurable
from hp_lsp.dialects.gin.code.registry import Registry
from hp_lsp.dialects.gin.names.mentions import Bound, Mentions
from hp_lsp.dialects.gin.names.resolve import resolve
from hp_lsp.python.classes import ancestors, class_at

_RECEIVERS = ("self", "cls", "_cls")


def check(view: View, document: Document) -> Iterator[Problem]:
    """Yield a problem for each parameter whose value never arrives."""
    for statement, (bound, why) in resolve(view, document).each(
        "unused", partial(_unused, view.index("gin"))
    ):
        yield RULE.problem(statement.at(bound.span), why, unnecessary=True)


def _unused(registry: Registry, found: Mentions) -> tuple[tuple[Bound, str], ...]:
    """Return the parameters of a line that have no effect, and why."""
    single = ((bound, bound.meaning.configurables) for bound in found.bounds)
    told = ((bound, _why(registry, meant[0], bound.parameter)) for bound, meant in single if len(meant) == 1)
    return tuple((bound, why) for bound, why in told if why)


def _why(registry: Registry, configurable: Configurable, name: str) -> str:
    if name in _RECEIVERS and name == registry.signature(configurable).receiver:
        return f"Python passes `{name}` of `{configurable.key}` itself; this binding has no effect."
    has_receiver = registry.signature(configurable).receiver in _RECEIVERS
    owner = _unregistered_owner(registry, configurable) if has_receiver else ""
    if owner:
        return f"`{owner}` is not registered, so that bindings of its method have no effect; register the class too."
    return ""


def _unregistered_owner(registry: Registry, configurable: Configurable) -> str:
    """Return the class of a method that is registered without it; empty where the class may be registered."""
    at = configurable.registered_at
    if configurable.kind != "method" or configurable.is_method or at is None:
        return ""
    facts = registry.facts.get(at.path)
    made = [one for one in facts.registrations if one.span == at.span] if facts else []
    if len(made) != 1 or made[0].api != "register" or registry.may_exist(made[0].owner):
        return ""
    place = (at.path, made[0].owner)
    classes = (start for one in registry.configurables() if (start := class_at(one.meaning)) is not None)
    above = (one for start in classes for one in ancestors(registry.modules, start))
    return "" if any((one.module.path, one.qualname) == place for one in above) else made[0].owner


RULE = Rule("GIN310", "binding-without-effect", Severity.WARNING, __doc__ or "", check)
