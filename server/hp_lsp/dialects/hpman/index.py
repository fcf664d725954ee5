"""The hyper-parameters of all Python files by name. Knows the facts of each file and which files share a manager."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from hp_lsp.dialects.base import Symbol
from hp_lsp.dialects.hpman.facts import Call, Facts, NameUse
from hp_lsp.dialects.hpman.managers import calls_by_file, files_of
from hp_lsp.python.modules import Modules

DIALECT = "hpman"
_SEPARATOR = "\0"


class Hyperparameter(NamedTuple):
    """A name as one manager knows it. `scope` is the folder or file that the manager parses, empty where unknown."""

    scope: str
    manager: str
    name: str

    @property
    def symbol(self) -> Symbol:
        """The symbol of this hyper-parameter."""
        return Symbol(DIALECT, "hyperparameter", _SEPARATOR.join(self))


def hyperparameter_of(symbol: Symbol) -> Hyperparameter:
    """Return the hyper-parameter that a symbol stands for."""
    return Hyperparameter(*symbol.key.split(_SEPARATOR, 2))


class Place(NamedTuple):
    """A call in the file at `path`."""

    path: str
    call: Call


class Index:
    """The calls of every hyper-parameter. `facts` are those of the project's Python files, by path."""

    def __init__(self, facts: Mapping[str, Facts], modules: Modules) -> None:
        self._facts = facts
        self._modules = modules

    @cached_property
    def _calls(self) -> Mapping[str, tuple[Call, ...]]:
        return calls_by_file(self._facts, self._modules)

    @cached_property
    def calls(self) -> Mapping[Hyperparameter, tuple[Place, ...]]:
        """Every hyper-parameter and its calls: those with a default first, then by file and place."""
        found: dict[Hyperparameter, list[Place]] = defaultdict(list)
        for path in sorted(self._facts):
            for named, call in self.calls_in(path):
                found[named].append(Place(path, call))
        return {
            named: tuple(sorted(places, key=lambda place: place.call.default is None))
            for named, places in found.items()
        }

    def calls_in(self, path: str) -> Iterator[tuple[Hyperparameter, Call]]:
        """Yield the calls of a Python file that are hpman's and give a name."""
        for call in self._calls.get(path, ()):
            if call.name is not None:
                yield Hyperparameter(self._scope(path), call.manager, call.name), call

    def uses_in(self, path: str) -> Iterator[tuple[Hyperparameter, NameUse]]:
        """Yield the strings of a Python file that name a hyper-parameter in a method's call."""
        for use in self._facts[path].uses if path in self._facts else ():
            yield Hyperparameter(self._scope(path), use.manager, use.name), use

    def known_from(self, path: str, manager: str) -> tuple[Hyperparameter, ...]:
        """Return the hyper-parameters that a manager knows in the Python file at `path`, sorted by name."""
        scope = self._scope(path)
        return tuple(sorted(one for one in self.calls if (one.scope, one.manager) == (scope, manager)))

    def _scope(self, path: str) -> str:
        """Return the widest folder that holds `path` and is parsed by some program; empty without any."""
        return next((scope for scope in self._scopes if path == scope or path.startswith(scope + os.sep)), "")

    @cached_property
    def _scopes(self) -> tuple[str, ...]:
        found = {
            place
            for path, facts in self._facts.items()
            for parsed in facts.scopes
            for place in files_of(parsed.paths, path)
        }
        return tuple(sorted(found, key=len))
