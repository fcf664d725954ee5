"""Files that do not mention hpman and get a manager from one that does. Knows the facts of files, one at a time."""

from __future__ import annotations

from collections.abc import Iterable

from hp_lsp.dialects.hpman.code import scan
from hp_lsp.dialects.hpman.facts import Facts
from hp_lsp.python.source import Source

_IMPORT = " import"


def passing(facts: Iterable[Facts]) -> frozenset[str]:
    """Return how an import begins in files that get a manager from one of these, such as `common import`."""
    return frozenset(f"{_last(one.module)}{_IMPORT}" for one in facts if one.exports and one.module)


def passed(source: Source, names: frozenset[str]) -> Facts | None:
    """Return the facts of a file that calls what it imports by one of `names`; None where it calls nothing of it."""
    facts = scan(source)
    modules = {name.removesuffix(_IMPORT) for name in names}
    calls = facts.calls if facts else ()
    asks = any(
        call.origin == "imported" and _last(call.manager.rpartition(".")[0]) in modules for call in calls
    )
    return facts if asks else None


def _last(name: str) -> str:
    return name.rpartition(".")[2]
