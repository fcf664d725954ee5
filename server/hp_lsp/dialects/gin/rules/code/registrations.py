"""What a Python file registers with Gin, as the rules on Python files ask for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from hp_lsp.dialects.base import Document, View
from hp_lsp.dialects.gin.code.configurable import Configurable
from hp_lsp.dialects.gin.code.facts import Argument, Facts, GinCall, Stacked, Target
from hp_lsp.dialects.gin.code.registry import Registry
from hp_lsp.python.modules import Found, Meaning, Missing, absolute, lookup
from hp_lsp.text.span import Span

REGISTERING = ("configurable", "register", "external_configurable")
"""Gin's functions that register what they are given."""

_DESCRIPTORS = frozenset(
    (
        "classmethod",
        "property",
        "functools.cached_property",
        "abc.abstractclassmethod",
        "abc.abstractproperty",
    )
)

_LIST_POSITIONS = {"configurable": 2, "register": 2, "external_configurable": 3}
"""The position of `allowlist` among the parameters; `denylist` follows."""


def facts_of(view: View, document: Document) -> Facts:
    """Return what a Python file tells Gin."""
    registry: Registry = view.index("gin")
    return registry.facts.get(document.path) or Facts(document.path, "")


def calls(view: View, document: Document, *functions: str) -> Iterator[GinCall]:
    """Yield the calls of some of Gin's functions in a Python file."""
    return (call for call in facts_of(view, document).calls if call.function in functions)


def calls_by_span(view: View, path: str) -> dict[Span, GinCall]:
    """Return the calls of Gin's registering functions in a Python file by their ranges."""
    facts = view.index("gin").facts.get(path)
    return {call.span: call for call in facts.calls if call.function in REGISTERING} if facts else {}


def registered(view: View, path: str) -> tuple[tuple[Span, Configurable], ...]:
    """Return everything that a Python file registers, with the ranges of the calls, in order of the text.

    This takes all files together: ask when those of the file itself look suspicious.
    """
    return view.recall(("gin.registered",), lambda: _by_file(view.index("gin"))).get(path, ())


def with_lists(view: View, document: Document) -> tuple[tuple[Span, Configurable], ...]:
    """Return what a Python file registers, if it gives any allow or deny list."""
    listed = any(one.allow or one.deny for one in facts_of(view, document).registrations)
    return registered(view, document.path) if listed else ()


def descriptor_below(call: GinCall) -> Stacked | None:
    """Return the decorator below Gin's, such as `classmethod`, that makes something which Gin cannot register."""
    return next((one for one in call.below if one.name in _DESCRIPTORS), None)


def parameter_lists(call: GinCall) -> tuple[tuple[str, Argument], ...]:
    """Return the allow and deny lists of a registering call by their names, as far as they are written in it."""
    unpacked = any(argument.keyword == "*" for argument in call.arguments)
    first = _LIST_POSITIONS[call.function]
    found = (
        ("allowlist", call.argument(first, "allowlist", "whitelist")),
        ("denylist", call.argument(first + 1, "denylist", "blacklist")),
    )
    return tuple((name, one) for name, one in found if one is not None and (one.keyword or not unpacked))


def files_calling(view: View, *functions: str) -> frozenset[str]:
    """Return the Python files that call one of some of Gin's functions."""
    registry: Registry = view.index("gin")
    return view.recall(
        ("gin.calling", *functions),
        lambda: frozenset(
            path
            for path, facts in registry.facts.items()
            if any(call.function in functions for call in facts.calls)
        ),
    )


def meaning_of(view: View, document: Document, target: Target) -> Meaning:
    """Return what a Python file gives to one of Gin's functions, as something found in a module."""
    module = view.modules.at(document.path)
    if isinstance(module, Missing):
        return module
    if target.picture is not None:
        return Found(module, target.qualname, target.picture)
    if target.imported:
        return absolute(view.modules, target.name, document.path)
    return lookup(view.modules, module, target.name) if target.name else Missing.UNKNOWN


def _by_file(registry: Registry) -> Mapping[str, tuple[tuple[Span, Configurable], ...]]:
    found: dict[str, list[tuple[Span, Configurable]]] = defaultdict(list)
    for first in registry.configurables():
        for one in registry.alternatives(first.key):
            if one.registered_at is not None:
                found[one.registered_at.path].append((one.registered_at.span, one))
    return {path: tuple(sorted(several, key=lambda pair: pair[0])) for path, several in found.items()}
