"""Files that do not mention hpman: they get a manager from one that does, or run it. Knows facts only."""

from __future__ import annotations

import os
from collections.abc import Iterable

from hp_lsp.dialects.hpman.code import scan
from hp_lsp.dialects.hpman.facts import Facts
from hp_lsp.python.source import Source

_IMPORT = " import"


def passing(facts: Iterable[Facts]) -> frozenset[str]:
    """Return how an import begins in files that get a manager from one of these, such as `common import`.

    Also the names of the Python files themselves that start programs: command lines may run them.
    """
    told = tuple(facts)
    imports = {f"{_last(one.module)}{_IMPORT}" for one in told if one.exports and one.module}
    programs = {os.path.basename(one.path) for one in told if one.scopes or one.binds}
    return frozenset(imports | programs)


def passed(source: Source, names: frozenset[str]) -> Facts | None:
    """Return the facts of a file that calls what it imports by one of `names`, or runs one, else None."""
    facts = scan(source)
    modules = {name.removesuffix(_IMPORT) for name in names}
    calls = facts.calls if facts else ()
    asks = any(
        call.origin == "imported" and _last(call.manager.rpartition(".")[0]) in modules for call in calls
    )
    return facts if asks or (facts and facts.commands) else None


def _last(name: str) -> str:
    return name.rpartition(".")[2]
