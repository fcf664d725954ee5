"""From the arguments of a registering call to the registration. Knows how Gin's functions take their arguments."""

from __future__ import annotations

import re
from typing import NamedTuple

from hp_lsp.dialects.gin.code.facts import Api, Opaque, Registration, Target
from hp_lsp.python.scopes import Scope
from hp_lsp.python.symbolic import NONE, Arguments, Items, Text, Value, pattern_of
from hp_lsp.text.span import Span


class Prepared(NamedTuple):
    """`gin.configurable('name', …)`: a decorator that waits for what it registers."""

    api: Api
    arguments: Arguments
    span: Span


def without_first(arguments: Arguments, keyword: str, instead: Value | None = None) -> Arguments:
    """Return the arguments without the first parameter, or with another value for it."""
    first = () if instead is None else (instead,)
    rest = arguments.positional[1:]
    keywords = tuple(one for one in arguments.keywords if one[0] != keyword)
    return Arguments((*first, *rest), keywords, arguments.complete, arguments.hole)


def partial_target(target: Target, given: int) -> Target:
    """Return a target as `functools.partial` makes it, with arguments given by position."""
    return target._replace(given=target.given + given, partial=True)


def registration_of(
    prepared: Prepared, name: Value, module: Value, target: Target, scope: Scope
) -> Registration:
    """Return the registration of a target whose name and module are known."""
    arguments = prepared.arguments
    allow, allow_known = _names(arguments, 2, "allowlist", "whitelist")
    deny, deny_known = _names(arguments, 3, "denylist", "blacklist")
    return Registration(
        prepared.api,
        target,
        name.text if isinstance(name, Text) else None,
        module.text if isinstance(module, Text) else None,
        prepared.span,
        allow,
        deny,
        allow_known and deny_known,
        scope.qualname if scope.kind == "class" else "",
        tuple(key for key, _, _ in arguments.keywords),
    )


def _names(
    arguments: Arguments, position: int, name: str, old_name: str
) -> tuple[tuple[str, ...] | None, bool]:
    """Return the names of an allow or deny list, None for an empty or missing one, and whether they are known."""
    value = arguments.get(position, name)
    if value is None:
        value = arguments.keyword(old_name)
    if value is None or value == NONE:
        return None, True
    if not isinstance(value, Items) or not value.complete:
        return None, False
    names = tuple(item.text for item in value.items if isinstance(item, Text))
    return (names or None), len(names) == len(value.items)


def opaque_of(span: Span, name: Value, module: Value, target: Target | None, wrapper: str) -> Opaque:
    """Return what is known of a registration whose name, module or target is not."""
    given = None if name == NONE else pattern_of(name)
    if given is None and target is not None:
        given = re.escape(target.picture.name if target.picture else target.name.rpartition(".")[2])
    return Opaque(given, None if module == NONE else pattern_of(module), span, wrapper=wrapper)
