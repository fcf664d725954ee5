"""Which files hpman parses together, and what it raises there. Knows the calls of `parse_file` and no syntax."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from hp_lsp.dialects.hpman.facts import Call, Facts
from hp_lsp.dialects.hpman.managers import files_of, is_in
from hp_lsp.dialects.hpman.parsing import Raised, parse


class Found(NamedTuple):
    """A call at which hpman raises; `certain` where it is known that its file is parsed, and with which others."""

    raised: Raised
    certain: bool


class _Scope(NamedTuple):
    """The files that one manager parses together, sorted."""

    manager: str
    files: tuple[str, ...]


Calls = Mapping[str, tuple[Call, ...]]


def found_by_file(facts: Mapping[str, Facts], calls: Calls) -> dict[str, tuple[Found, ...]]:
    """Return what hpman raises over every set of files that it parses, by the file of the call.

    A file that no `parse_file` is known to read is taken alone.
    """
    found: dict[str, dict[tuple[str, Call], Found]] = defaultdict(dict)
    for scope, certain in _scopes(facts, calls).items():
        seen = ((path, _seen(calls.get(path, ()), scope.manager)) for path in scope.files)
        for raised in parse(seen):
            if certain or _is_own(raised):
                several = found[raised.place.path]
                key = (raised.kind, raised.place.call)
                if key not in several or (certain and not several[key].certain):
                    several[key] = Found(raised, certain)
    return {path: tuple(several.values()) for path, several in found.items()}


def _scopes(facts: Mapping[str, Facts], calls: Calls) -> dict[_Scope, bool]:
    """Return the sets of files, and whether they are certainly parsed together."""
    found: dict[_Scope, bool] = {}
    for path, one in facts.items():
        for parsed in one.scopes:
            places = files_of(parsed.paths, path)
            files = tuple(sorted(other for other in facts if is_in(other, places)))
            certain = (
                parsed.known and not parsed.may_pass and all(is_of_code for _, is_of_code in parsed.paths)
            )
            scope = _Scope(parsed.manager, files)
            found[scope] = certain or found.get(scope, False)
    covered = {(scope.manager, path) for scope in found for path in scope.files}
    alone = {(manager, path) for path in calls for manager in _managers(calls[path])} - covered
    return found | {_Scope(manager, (path,)): False for manager, path in alone}


def _managers(calls: tuple[Call, ...]) -> set[str]:
    return {call.manager for call in calls if call.origin == "manager"}


def _seen(calls: tuple[Call, ...], manager: str) -> list[Call]:
    """Return the calls that the manager's parser sees."""
    return [call for call in calls if call.order >= 0 and call.called == manager]


def _is_own(raised: Raised) -> bool:
    """Tell whether everything that takes part is meant for hpman."""
    places = (raised.place, raised.other or raised.place)
    return all(place.call.origin == "manager" for place in places)
