"""What a Python file changes of functions and classes from outside. Knows one file's text, not what the names mean."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hp_lsp.python.scopes import Scope
from hp_lsp.python.source import Source
from hp_lsp.python.symbolic import Local, Named

_SIGNATURE = ("__init__", "__new__", "__signature__", "__wrapped__")
"""Attributes that decide which parameters their owner has."""

_ASSIGNED = re.compile(r"\.(\w+)[ \t]*=(?!=)")
_OWNER = re.compile(r"[ \t]*(\w+(?:\.\w+)*)")
_SET = re.compile(r"\bsetattr\([ \t]*([\w.]+)[ \t]*,[ \t]*['\"](\w+)['\"]")


def patched_names(source: Source, top: Scope) -> frozenset[str]:
    """Return the names of the functions and classes whose parameters a file may change after their definition."""
    found = (*_assigned(source.text), *_SET.findall(source.text))
    return frozenset(
        path[-1] if attribute in _SIGNATURE else attribute
        for owner, attribute in found
        if (path := owner.split(".")) and _is_known(top, path[0])
    )


def _assigned(text: str) -> Iterator[tuple[str, str]]:
    """Yield the owner and name of each attribute that a line begins to assign."""
    for match in _ASSIGNED.finditer(text):
        owner = _OWNER.fullmatch(text, text.rfind("\n", 0, match.start()) + 1, match.start())
        if owner:
            yield owner[1], match[1]


def _is_known(top: Scope, name: str) -> bool:
    bound = top.names.get(name)
    return isinstance(bound, Local) or (isinstance(bound, Named) and bound.imported)
