"""Which programs make flags of the hyper-parameters in a Python file. Knows the index, and no text."""

from __future__ import annotations

from typing import Literal, NamedTuple

from hp_lsp.dialects.hpman.facts import Bind, ParseFile
from hp_lsp.dialects.hpman.index import Index
from hp_lsp.dialects.hpman.managers import files_of, is_in

Reach = Literal["sure", "maybe", "no"]
"""Whether a program parses a file."""


class Binder(NamedTuple):
    """A call of `hpargparse.bind` in the Python file at `path`."""

    path: str
    bind: Bind


def binders(index: Index, manager: str) -> tuple[Binder, ...]:
    """Return the calls that bind a manager to a parser; none where a parser may take a flag twice."""
    found = [
        Binder(path, bind)
        for path, facts in index.facts.items()
        for bind in facts.binds
        if bind.manager == manager
    ]
    return tuple(found) if all(one.bind.is_strict for one in found) else ()


def reach(index: Index, binder: Binder, path: str) -> Reach:
    """Return whether the program that binds a manager parses the file at `path` for it, by its own file alone."""
    scopes = [scope for scope in index.facts[binder.path].scopes if scope.manager == binder.bind.manager]
    found = {_reads(scope, binder.path, path) for scope in scopes} or {"maybe"}
    return "sure" if "sure" in found else "maybe" if "maybe" in found else "no"


def _reads(scope: ParseFile, origin: str, path: str) -> Reach:
    if not scope.known:
        return "maybe"
    is_placed = all(is_of_code for _, is_of_code in scope.paths)
    if not is_in(path, files_of(scope.paths, origin)):
        return "no" if is_placed else "maybe"
    return "sure" if is_placed and not scope.may_pass else "maybe"
