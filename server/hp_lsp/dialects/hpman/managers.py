"""Which calls of all files are hpman's, once it is known what files pass on to each other. Reads no syntax."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping

from hp_lsp.dialects.hpman.facts import Call, Facts, Origin
from hp_lsp.python.modules import Missing, Modules


def calls_by_file(facts: Mapping[str, Facts], modules: Modules) -> dict[str, tuple[Call, ...]]:
    """Return the calls of each file by its path: hpman's, and "foreign" ones that its parser takes for its own.

    A name imported from a file that has it from hpman is hpman's. A `_` that nothing binds is taken for hpman's where
    it is given a default and a file of the same `parse_file` has `_` from hpman; elsewhere it is gettext's.
    """
    shared = frozenset(_shared(facts))
    return {path: tuple(_own(one, facts, modules, shared)) for path, one in facts.items()}


def files_of(paths: tuple[tuple[str, bool], ...], path: str) -> tuple[str, ...]:
    """Return the files and folders that a `parse_file` in the file at `path` reads.

    Paths relative to the working folder are taken to be relative to the file's folder.
    """
    folder = os.path.dirname(path)
    return tuple(os.path.normpath(os.path.join(folder, one)) for one, _ in paths) or (folder,)


def _own(one: Facts, facts: Mapping[str, Facts], modules: Modules, shared: frozenset[str]) -> Iterator[Call]:
    for call in one.calls:
        match call.origin:
            case "imported":
                manager = _passed_on(call.manager, one.path, facts, modules)
                origin: Origin = "manager" if call.called == manager else "alias" if manager else "foreign"
                yield call._replace(manager=manager or call.called, origin=origin)
            case "unbound":
                is_own = call.default is not None and one.path in shared
                yield call._replace(origin="manager" if is_own else "foreign")
            case _:
                yield call


def _passed_on(name: str, importer: str, facts: Mapping[str, Facts], modules: Modules) -> str | None:
    """Return the manager that a module of the project passes on under an absolute name; None where it is none."""
    module_name, _, attribute = name.rpartition(".")
    module = modules.find(module_name, importer)
    if isinstance(module, Missing) or module.path not in facts:
        return None
    return dict(facts[module.path].exports).get(attribute)


def _shared(facts: Mapping[str, Facts]) -> Iterator[str]:
    """Yield the files that are read by a `parse_file` together with one that has `_` from hpman."""
    for path, one in facts.items():
        for scope in one.scopes:
            read = [other for other in facts if is_in(other, files_of(scope.paths, path))]
            if any(("_", "_") in facts[other].exports for other in read):
                yield from read


def made_elsewhere(facts: Mapping[str, Facts], manager: str, path: str) -> str:
    """Return the file that makes a manager, and alone parses files for it, where one at `path` has another one.

    That is the one of `hpman.m` by the same name. Empty where there is no such file.
    """
    if manager in facts[path].made or (manager, manager) not in facts[path].exports:
        return ""
    scopes = [
        (scope, other) for other, one in facts.items() for scope in one.scopes if scope.manager == manager
    ]
    makers = {other for _, other in scopes if manager in facts[other].made}
    reads = any(is_in(path, files_of(scope.paths, other)) for scope, other in scopes)
    return min(makers) if reads and all(other in makers for _, other in scopes) else ""


def is_in(path: str, places: tuple[str, ...]) -> bool:
    """Tell whether `parse_file`, given some files and folders, reads the Python file at `path`."""
    return any(path == place or _holds(place, path) for place in places)


def _holds(folder: str, path: str) -> bool:
    """Tell whether `parse_file` finds a file in a folder: it passes by hidden files and folders."""
    if not path.startswith(os.path.join(folder, "")):
        return False
    inside = path[len(os.path.join(folder, "")) :].split(os.sep)
    return path.endswith(".py") and not any(part.startswith(".") for part in inside)
