"""Files that do not mention hpman: they get a manager from one that does, run one, or stop its parser."""

from __future__ import annotations

import os
from collections.abc import Iterable

from hp_lsp.dialects.hpman.facts import Call, Facts
from hp_lsp.dialects.hpman.parsing import SEPARATOR
from hp_lsp.dialects.passing import ODD
from hp_lsp.python.source import Source

_IMPORT = " import"
_AS_MODULE = ("m {}", 'm", "{}', "m', '{}", 'module": "{}')
"""How a module is named that Python runs, in scripts, in lists of words and in `launch.json`, from letter to letter."""
_OLD = (ODD, 'print "', "print '", "coding: latin", "coding: iso")
"""What stands in files of Python 2, and in those of other encodings."""


def passing(facts: Iterable[Facts]) -> frozenset[str]:
    """Return how an import begins in files that get a manager from one of these, such as `common import`.

    Also the names of the Python files themselves that start programs, and how they are run as modules. And where it is
    known what a `parse_file` reads, what stands in files at which it may stop: `_(`, old Python, and what is no UTF-8.
    """
    told = tuple(facts)
    imports = {f"{_last(one.module)}{_IMPORT}" for one in told if one.exports and one.module}
    started = [one for one in told if one.scopes or one.binds]
    programs = {os.path.basename(one.path) for one in started}
    programs.update(form.format(one.module) for one in started if one.module for form in _AS_MODULE)
    parsed = {scope.manager for one in told for scope in one.scopes if scope.known}
    called = {f"{manager}({quote}" for manager in parsed for quote in ("", "'", '"')}
    return frozenset(imports | programs | called).union(_OLD if parsed else ())


def passed(source: Source, names: frozenset[str]) -> Facts | None:
    """Return the facts of a file that calls what it imports by one of `names`, runs one, or stops hpman, else None."""
    from hp_lsp.dialects.hpman.code import scan

    placeholders = frozenset(name.removesuffix("(") for name in names if name.endswith("("))
    if source.tree is None:
        return Facts(source.path, source.name, unreadable="syntax") if placeholders else None
    facts = scan(source, placeholders)
    modules = {name.removesuffix(_IMPORT) for name in names}
    calls = facts.calls if facts else ()
    asks = any(
        call.origin == "imported" and _last(call.manager.rpartition(".")[0]) in modules for call in calls
    )
    stops = any(_may_stop(call) for call in calls if call.called in placeholders)
    is_known = facts is not None and (asks or stops or bool(facts.commands or facts.unreadable))
    return facts if is_known else None


def _may_stop(call: Call) -> bool:
    """Tell whether hpman may stop at a call that is none of its own: a text without a point is just one more name."""
    return bool(call.fault) or call.default is not None or SEPARATOR in (call.name or "")


def _last(name: str) -> str:
    return name.rpartition(".")[2]
