"""The hyper-parameters of all Python files by name. Knows the facts of each file and which files share a manager."""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from hp_lsp.dialects.base import Symbol
from hp_lsp.dialects.hpman.facts import ANY, IN_FILE, Call, Facts, Flag, Load, Misuse, NameUse, Unnamed
from hp_lsp.dialects.hpman.managers import calls_by_file, files_of, is_in
from hp_lsp.dialects.hpman.parsing import SEPARATOR, Place
from hp_lsp.dialects.hpman.programs import Found, found_by_file
from hp_lsp.python.module import Module
from hp_lsp.python.modules import Modules
from hp_lsp.text.span import Span

DIALECT = "hpman"
_BETWEEN = "\0"
_GIVING = frozenset(("set_value", "set_values", "set_tree", "exists"))


class Hyperparameter(NamedTuple):
    """A name as one manager knows it. `scope` is the folder or file that the manager parses, empty where unknown."""

    scope: str
    manager: str
    name: str

    @property
    def symbol(self) -> Symbol:
        """The symbol of this hyper-parameter."""
        return Symbol(DIALECT, "hyperparameter", _BETWEEN.join(self))


def hyperparameter_of(symbol: Symbol) -> Hyperparameter:
    """Return the hyper-parameter that a symbol stands for."""
    return Hyperparameter(*symbol.key.split(_BETWEEN, 2))


class Early(NamedTuple):
    """A name in a call that runs on import: it gets a value there, or `is_read`."""

    span: Span
    is_read: bool


def flag_of(name: str) -> str:
    """Return the flag that hpargparse makes of a name, without the dashes."""
    return name.replace("_", "-")


def _folder(scope: str) -> str:
    return os.path.dirname(scope) if scope.endswith(".py") else scope


def _nearness(folder: str, path: str) -> tuple[int, bool]:
    """Return how many folders lead to both a folder and a file, and whether it holds the file."""
    try:
        shared = os.path.commonpath((folder, path))
    except ValueError:  # on two drives
        return 0, False
    return len(shared.split(os.sep)), shared == folder


class Index:
    """The calls of every hyper-parameter. `facts` are those of the project's Python files, by path."""

    def __init__(self, facts: Mapping[str, Facts], modules: Modules) -> None:
        self.facts = facts
        self._modules = modules

    @cached_property
    def _calls(self) -> Mapping[str, tuple[Call, ...]]:
        return calls_by_file(self.facts, self._modules)

    @cached_property
    def calls(self) -> Mapping[Hyperparameter, tuple[Place, ...]]:
        """Every hyper-parameter and its calls: those with a default first, then by file and place."""
        found: dict[Hyperparameter, list[Place]] = defaultdict(list)
        for path in sorted(self.facts):
            for named, call in self.calls_in(path):
                found[named].append(Place(path, call))
        return {
            named: tuple(sorted(places, key=lambda place: place.call.default is None))
            for named, places in found.items()
        }

    @cached_property
    def raised(self) -> Mapping[str, tuple[Found, ...]]:
        """What hpman's parser raises, by the file of the call."""
        return found_by_file(self.facts, self._calls)

    @cached_property
    def parsed(self) -> frozenset[str]:
        """The managers for which some file calls `parse_file`."""
        return frozenset(scope.manager for facts in self.facts.values() for scope in facts.scopes)

    @cached_property
    def defaults(self) -> Mapping[str, frozenset[str]]:
        """The names to which some call gives a default, by manager."""
        found: dict[str, set[str]] = defaultdict(set)
        for named, places in self.calls.items():
            if places[0].call.default is not None:
                found[named.manager].add(named.name)
        return {manager: frozenset(names) for manager, names in found.items()}

    @cached_property
    def is_patched(self) -> bool:
        """Whether some file gives all managers other attributes."""
        return any(facts.patches for facts in self.facts.values())

    @cached_property
    def _given(self) -> frozenset[tuple[str, str]]:
        """The managers' names that get a value when code runs, or that code asks for before it reads them."""
        told = (use for facts in self.facts.values() for use in facts.uses)
        given = {(use.manager, use.name) for use in told if use.method in _GIVING}
        calls = ((named, place.call) for named, places in self.calls.items() for place in places)
        return frozenset(given) | {
            (named.manager, named.name)
            for named, call in calls
            if any(hint.name == "hp_value" for hint in call.hints)
        }

    @cached_property
    def _opaque(self) -> frozenset[str]:
        """The managers that may get values for any names; all of them where a file cannot be read."""
        broken = {ANY for facts in self.facts.values() if facts.broken}
        return frozenset(broken).union(manager for facts in self.facts.values() for manager in facts.opaque)

    @cached_property
    def _branches(self) -> frozenset[tuple[str, str]]:
        names = ((named.manager, named.name.split(SEPARATOR)) for named in self.calls)
        return frozenset(
            (manager, SEPARATOR.join(parts[:end])) for manager, parts in names for end in range(1, len(parts))
        )

    def may_have_value(self, manager: str, name: str) -> bool:
        """Tell whether anything in the project may give a value to a name, or to one above or below it."""
        if {manager, ANY} & self._opaque or any(manager in facts.sources for facts in self.facts.values()):
            return True
        parts = name.split(SEPARATOR)
        above = {SEPARATOR.join(parts[:end]) for end in range(1, len(parts) + 1)}
        if above & self.defaults.get(manager, frozenset()):
            return True
        return (manager, name) in self._given or (manager, name) in self._branches

    def is_set(self, manager: str, name: str) -> bool:
        """Tell whether code may give a value to a name, whatever its default."""
        return (manager, name) in self._given or self.is_open_to(manager)

    def is_built_up(self, manager: str, name: str) -> bool:
        """Tell whether a name may be one that some code puts together of parts."""
        told = (one for facts in self.facts.values() for one in facts.unnamed)
        return any(one.manager == manager and re.fullmatch(one.pattern, name) for one in told)

    def calls_in(self, path: str) -> Iterator[tuple[Hyperparameter, Call]]:
        """Yield the calls of a Python file that are hpman's and give a name."""
        scope = self._scope(path)
        for call in self._calls.get(path, ()):
            if call.name is not None and call.origin != "foreign":
                yield Hyperparameter(scope, call.manager, call.name), call

    def uses_in(self, path: str) -> Iterator[tuple[Hyperparameter, NameUse]]:
        """Yield the strings of a Python file that name a hyper-parameter in a method's call."""
        scope = self._scope(path)
        for use in self.facts[path].uses if path in self.facts else ():
            yield Hyperparameter(scope, use.manager, use.name), use

    def unnamed_in(self, path: str) -> Iterator[tuple[str, Unnamed]]:
        """Yield the names that are built up in a Python file, each with the scope of the file."""
        for one in self.facts[path].unnamed if path in self.facts else ():
            yield self._scope(path), one

    def managers_in(self, path: str) -> Mapping[str, str]:
        """Return the managers of a Python file by what is called or imported there."""
        exports = self.facts[path].exports if path in self.facts else ()
        calls = self._calls.get(path, ())
        return dict(exports) | {call.called: call.manager for call in calls if call.origin != "foreign"}

    def flags_in(self, path: str) -> Iterator[tuple[tuple[Hyperparameter, ...], Flag]]:
        """Yield the flags in command lines of a file that stand for hyper-parameters, as hpargparse spells them."""
        for command in self.facts[path].commands if path in self.facts else ():
            program = self.program_of(command.program, path) if command.program else path
            known = self.by_flag(program) if program else {}
            for flag in command.flags:
                if flag.name in known:
                    yield known[flag.name], flag

    def program_of(self, written: str, origin: str) -> str | None:
        """Return the Python file that a command in the file at `origin` runs; None where that is not clear."""
        near = os.path.normpath(os.path.join(os.path.dirname(origin), written))
        if near in self.facts and near != origin:
            return near
        tail = os.path.join(os.sep, os.path.normpath(written))
        found = [path for path in self.facts if path.endswith(tail) and path != origin]
        return found[0] if len(found) == 1 else None

    def by_flag(self, program: str) -> Mapping[str, tuple[Hyperparameter, ...]]:
        """Return the hyper-parameters of the program at a path by their flags."""
        return self._flags.get(self._scope(program), {})

    @cached_property
    def _flags(self) -> Mapping[str, Mapping[str, tuple[Hyperparameter, ...]]]:
        """The hyper-parameters of each scope by their flags."""
        found: dict[str, dict[str, tuple[Hyperparameter, ...]]] = defaultdict(dict)
        for one in self.calls:
            flags = found[one.scope]
            flags[flag_of(one.name)] = (*flags.get(flag_of(one.name), ()), one)
        return found

    def with_flag(self, named: Hyperparameter) -> Iterator[Hyperparameter]:
        """Yield the hyper-parameters of the same manager that have a default and the same flag."""
        for one in self._flags.get(named.scope, {}).get(flag_of(named.name), ()):
            if one.manager == named.manager and self.calls[one][0].call.default is not None:
                yield one

    def misuses_in(self, path: str) -> tuple[Misuse, ...]:
        """Return what a Python file does with a manager's name that does not work."""
        return self.facts[path].misuses if path in self.facts else ()

    def is_branch(self, named: Hyperparameter) -> bool:
        """Tell whether there are hyper-parameters below a name."""
        return (named.manager, named.name) in self._branches

    def reads_unknown(self, manager: str) -> bool:
        """Tell whether a manager parses files, or texts, that cannot be worked out."""
        scopes = (scope for facts in self.facts.values() for scope in facts.scopes)
        return any(scope.manager == manager and not scope.known for scope in scopes) or any(
            manager in facts.sources for facts in self.facts.values()
        )

    def is_parsed(self, path: str) -> bool:
        """Tell whether some `parse_file` reads the Python file at `path`."""
        scopes = ((scope, other) for other, facts in self.facts.items() for scope in facts.scopes)
        return any(is_in(path, files_of(scope.paths, other)) for scope, other in scopes)

    def bound_over(self, path: str) -> tuple[str, ...]:
        """Return the managers that hpargparse binds and for which a `parse_file` reads a file, sorted."""
        scopes = ((scope, other) for other, facts in self.facts.items() for scope in facts.scopes)
        read = {scope.manager for scope, other in scopes if is_in(path, files_of(scope.paths, other))}
        return tuple(sorted(read & self.bound))

    def may_be_parsed(self, manager: str) -> bool:
        """Tell whether some code parses files for a manager, or may do so."""
        if manager in self.parsed or self.is_open_to(manager):
            return True
        return any(manager in facts.sources for facts in self.facts.values())

    @cached_property
    def loads(self) -> tuple[tuple[str, Load], ...]:
        """The files that are named as ones with hyper-parameters, each with the file that names it."""
        prefixes = {"", "hp"}.union(bind.prefix for facts in self.facts.values() for bind in facts.binds)
        return tuple(
            (path, load)
            for path, facts in sorted(self.facts.items())
            for load in facts.loads
            if load.prefix in prefixes
        )

    @cached_property
    def run_before_bind(self) -> Mapping[str, Mapping[Early, bool]]:
        """The names in calls that run before hpargparse binds their manager, by file.

        True: both surely happen. False: the call happens on import, and the binding in a function.
        """
        found: dict[str, dict[Early, bool]] = defaultdict(dict)
        for path, facts in self.facts.items():
            for bind in facts.binds:
                until = bind.until
                for other in self._imported(path, until):
                    for manager, early in self._early(other):
                        is_before = other != path or until is None or early.span.end <= until
                        if manager == bind.manager and is_before:
                            found[other][early] = bind.run == IN_FILE or found[other].get(early, False)
        return found

    def _early(self, path: str) -> Iterator[tuple[str, Early]]:
        """Yield the names that surely get a value, or are read, when a file is imported, each with its manager."""
        for named, call in self.calls_in(path):
            if call.run == IN_FILE and not call.fault and not call.is_guarded:
                yield named.manager, Early(call.span, is_read=call.default is None)
        for named, use in self.uses_in(path):
            if use.is_early and use.method.startswith("set_") and not use.is_branch:
                yield named.manager, Early(use.span, is_read=False)

    def _imported(self, path: str, until: int | None) -> Iterator[str]:
        """Yield a file and those that it surely imports, by what stands before a place in it, if there is one."""
        seen, pending = {path}, [(path, until)]
        while pending:
            importer, end = pending.pop()
            yield importer
            for name, at in self.facts[importer].imports:
                module = self._modules.find(name, importer) if end is None or at <= end else None
                if isinstance(module, Module) and module.path in self.facts and module.path not in seen:
                    seen.add(module.path)
                    pending.append((module.path, None))

    @cached_property
    def bound(self) -> frozenset[str]:
        """The managers that hpargparse binds to a parser."""
        return frozenset(bind.manager for facts in self.facts.values() for bind in facts.binds)

    def runs(self, load: Load, origin: str) -> bool:
        """Tell whether the program that loads a file is known, or is not named."""
        return not load.program or self.program_of(load.program, origin) is not None

    def loaded_by(self, load: Load, origin: str) -> tuple[Hyperparameter, ...]:
        """Return the hyper-parameters of the program that loads a file; none where it is not known.

        Where it is not known what the program parses, those that nothing else parses are among them.
        """
        program = self.program_of(load.program, origin) if load.program else origin
        if program is None or not program.endswith(".py"):
            return ()
        scope, own = self._scope(program), self._read_by(program)
        return tuple(
            one
            for one, places in self.calls.items()
            if (one.scope == scope and (not own or any(is_in(place.path, own) for place in places)))
            or not (own or one.scope)
        )

    def _read_by(self, path: str) -> tuple[str, ...]:
        """Return the files and folders that the Python file at `path` parses; none where that is not known."""
        scopes = self.facts[path].scopes
        is_known = all(scope.known and all(is_of_code for _, is_of_code in scope.paths) for scope in scopes)
        return tuple(place for scope in scopes for place in files_of(scope.paths, path)) if is_known else ()

    def near(self, path: str) -> tuple[Hyperparameter, ...]:
        """Return the hyper-parameters that a config file at `path` may be about: of the programs nearest to it.

        Of two equally near ones, those count in whose folder the file lies.
        """
        ranks = {scope: _nearness(place, path) for scope, place in self._places.items()}
        nearest = max(ranks.values(), default=(0, False))
        return tuple(one for one in self.calls if ranks[one.scope] == nearest)

    @cached_property
    def _places(self) -> Mapping[str, str]:
        """The folder of each scope that has hyper-parameters."""
        files: dict[str, list[str]] = defaultdict(list)
        for one, places in self.calls.items():
            files[one.scope] += [place.path for place in places]
        return {
            scope: os.path.commonpath([os.path.dirname(path) for path in paths])
            if not scope
            else _folder(scope)
            for scope, paths in files.items()
        }

    def is_open_to(self, manager: str) -> bool:
        """Tell whether a manager may get values for names that cannot be worked out."""
        return bool({manager, ANY} & self._opaque)

    def known_from(self, path: str, manager: str) -> tuple[Hyperparameter, ...]:
        """Return the hyper-parameters that a manager knows in the Python file at `path`, sorted by name."""
        scope = self._scope(path)
        return tuple(sorted(one for one in self.calls if (one.scope, one.manager) == (scope, manager)))

    def _scope(self, path: str) -> str:
        """Return the widest folder that holds `path` and is parsed by some program; empty without any.

        Where a program parses several files or folders, at once or one after the other, it is the folder of them all.
        """
        found = (scope for place, scope in self._scopes if path == place or path.startswith(place + os.sep))
        return next(found, "")

    @cached_property
    def _scopes(self) -> tuple[tuple[str, str], ...]:
        """The files and folders that programs parse, the shortest path first, each with its scope."""
        found: dict[str, str] = {}
        for path, facts in self.facts.items():
            for manager in {parsed.manager for parsed in facts.scopes}:
                parsed = (one.paths for one in facts.scopes if one.manager == manager)
                places = tuple(dict.fromkeys(place for paths in parsed for place in files_of(paths, path)))
                whole = places[0] if len(places) == 1 else _common(places)
                for place in places:
                    found[place] = min(whole, found.get(place, whole), key=len)
        return tuple(sorted(found.items(), key=lambda pair: (len(pair[0]), pair)))


def _common(places: tuple[str, ...]) -> str:
    """Return the folder of several files and folders; the first of them where they are on different drives."""
    try:
        return os.path.commonpath([_folder(place) for place in places])
    except ValueError:
        return places[0]
