"""The macros that strings of Python and command lines define. Knows the facts of all files."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from hp_lsp.dialects.base import View
from hp_lsp.dialects.gin.code.facts import Facts, bindings_in
from hp_lsp.dialects.gin.code.registry import Registry

_BOUND = re.compile(r"%(?P<short>.+)|(?P<long>.+)/(?:gin\.)?macro\.value")
_DEFINITION = re.compile(r"^[ \t]*((?:\w+/)*\w+)(?:/(?:gin\.)?macro\.value)?[ \t]*=", re.MULTILINE)


def macros_in_code(view: View) -> Mapping[str, tuple[str, ...]]:
    """Return the Python files whose strings define macros, by macro; `%name` is bound, or a text defines it."""
    return view.recall(("gin.macros-in-code",), lambda: _by_macro(view.index("gin")))


def _by_macro(registry: Registry) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for path, facts in registry.facts.items():
        for macro in _defined(facts):
            found[macro][path] = None
    return {macro: tuple(paths) for macro, paths in found.items()}


def _defined(facts: Facts) -> Iterator[str]:
    for key in facts.keys:
        macro = _BOUND.fullmatch(key.text)
        if key.role == "binding" and macro is not None:
            yield macro["short"] or macro["long"]
    for text, _ in bindings_in(facts):
        yield from _DEFINITION.findall(text)
