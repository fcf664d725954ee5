"""Which flags the programs take that a script runs, where that is certain. Knows the index, and no text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from hp_lsp.dialects.base import Document, View
from hp_lsp.dialects.command_lines.places import possible_places
from hp_lsp.dialects.hpman.facts import Bind, Command
from hp_lsp.dialects.hpman.index import Hyperparameter, Index, flag_of
from hp_lsp.dialects.hpman.managers import files_of


class Program(NamedTuple):
    """The Python file at `path`, which binds one manager to one parser.

    `flags` are those of its hyper-parameters with a default, `unset` those of such that nothing gives a value. `taken`
    are all flags that it may take, if they `are_known`.
    """

    path: str
    bind: Bind
    flags: Mapping[str, tuple[Hyperparameter, ...]]
    unset: frozenset[str]
    taken: frozenset[str]
    are_known: bool

    def action(self, name: str) -> str:
        """Return the flag of one of hpargparse's actions; empty where the program has none."""
        has_it = self.bind.actions is None or name in (*self.bind.actions, "exit")
        return f"{self.bind.prefix}-{name}" if self.bind.prefix and has_it else ""

    @property
    def takes_all(self) -> bool:
        """Whether the program surely parses all that is written behind it."""
        return self.bind.flags is not None

    def ends(self, command: Command) -> bool:
        """Tell whether hpargparse may end the program before what is not known is looked at."""
        ending = [self.action(name) for name in ("list", "detail", "exit")]
        return any(one.startswith(flag.name) for one in ending for flag in command.flags)


def runs_in(view: View, document: Document) -> Iterator[tuple[Command, Program]]:
    """Yield the commands of a script that surely run such a program, and do not ask for help alone."""
    index: Index = view.index("hpman")
    for command in index.facts[document.path].commands if view.complete else ():
        path = index.program_of(command.program, document.path) if command.is_run else None
        is_only = path is not None and _is_only(view, command, document.path, path)
        program = program_at(view, path) if path is not None and is_only else None
        if program is not None and all(flag.name != "help" for flag in command.flags):
            yield command, program


def _is_only(view: View, command: Command, script: str, path: str) -> bool:
    """Tell whether no other file is there that a script may mean by the path of a program.

    A module must lie where the script may be started: one of that name may be installed.
    """
    places = possible_places(command.program, script, view.roots)
    is_there = path in places or not command.is_module
    return is_there and all(one == path or not view.exists(one) for one in places)


def program_at(view: View, path: str) -> Program | None:
    """Return the program at a path; None where it does not bind one manager to one parser."""
    index: Index = view.index("hpman")
    binds = index.facts[path].binds
    return (
        view.recall(("hpman.program", path), lambda: _read(view, path, binds[0])) if len(binds) == 1 else None
    )


def _read(view: View, path: str, bind: Bind) -> Program:
    index: Index = view.index("hpman")
    own = {"help", *bind.reserved, *(option.flag for option in bind.options), *(bind.flags or ())}
    known = [one for one in index.calls if one.manager == bind.manager]
    valued = {flag_of(one.name) for one in known if index.may_have_value(one.manager, one.name)}
    flags = {
        flag: tuple(one for one in several if one.manager == bind.manager)
        for flag, several in index.by_flag(path).items()
        if flag in valued - own
    }
    unset = {flag_of(one.name) for one in known} - valued
    taken = own | valued | set(_given(index, bind.manager))
    return Program(
        path,
        bind,
        flags,
        frozenset(unset),
        frozenset(taken),
        bind.flags is not None and _is_known(view, bind.manager),
    )


def _given(index: Index, manager: str) -> Iterator[str]:
    """Yield the flags of names that hpman may know without a call of the manager's: set by code, or gettext's texts."""
    for facts in index.facts.values():
        yield from (flag_of(use.name) for use in facts.uses if use.manager == manager)
        yield from (
            flag_of(call.name)
            for call in facts.calls
            if call.called == manager and call.name is not None and call.default is not None
        )


def _is_known(view: View, manager: str) -> bool:
    """Tell whether all files are known that give a manager names, and lie in the workspace."""
    index: Index = view.index("hpman")
    scopes = [
        (scope, path)
        for path, facts in index.facts.items()
        for scope in facts.scopes
        if scope.manager == manager
    ]
    places = [place for scope, path in scopes for place in files_of(scope.paths, path)]
    is_placed = all(
        is_of_code or _is_there(view, written, path)
        for scope, path in scopes
        for written, is_of_code in scope.paths
    )
    is_read = not index.is_open_to(manager) and not index.reads_unknown(manager)
    return bool(scopes) and is_placed and is_read and all(place.startswith(view.roots) for place in places)


def _is_there(view: View, written: str, path: str) -> bool:
    """Tell whether the workspace holds what a path in a Python file may mean that counts from the working folder."""
    return any(view.exists(one) or view.is_folder(one) for one in possible_places(written, path, view.roots))
