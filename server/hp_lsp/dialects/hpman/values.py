"""What a value in Python may be to hpman: a manager, or a method of one. Knows no syntax."""

from __future__ import annotations

from typing import NamedTuple

from hp_lsp.python.scopes import Scope
from hp_lsp.python.symbolic import Named, Special

MODULE = "hpman.m"
"""The module of which every name is a manager."""


class Manager(NamedTuple):
    """A manager, by the name that its parser looks for."""

    name: str


class Method(NamedTuple):
    """A method of a manager."""

    manager: str
    name: str


def exports_of(top: Scope) -> list[tuple[str, str]]:
    """Return the names at the top of a file that are managers of their own name, and the managers."""
    found = []
    for name, value in top.names.items():
        manager = value.payload if isinstance(value, Special) else None
        if isinstance(manager, Manager):
            found.append((name, manager.name))
        elif isinstance(value, Named) and value.imported and value.name.startswith(f"{MODULE}."):
            found.append((name, value.name[len(MODULE) + 1 :]))
    return found
