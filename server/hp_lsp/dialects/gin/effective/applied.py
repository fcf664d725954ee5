"""The values that win when a config is read: its statements applied in order, its includes in their places.

Knows the files that a config reads, and not what a program binds beside them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple, TypeAlias

from hp_lsp.dialects.base import View
from hp_lsp.dialects.gin.configs import gin_config_at, is_gin
from hp_lsp.dialects.gin.effective.slots import Assignment, Slot, steps
from hp_lsp.dialects.gin.runs.includes import find_include
from hp_lsp.dialects.gin.tree import Constant, Include

History: TypeAlias = Sequence[Assignment]
_Effect: TypeAlias = Mapping[Slot, list[Assignment]]


class Effective(NamedTuple):
    """What reading a config comes to.

    `slots`: for each slot its assignments in the order in which they are applied; the last one wins. A line that an
    included file applies twice counts once, where it is applied last. `paths` are the files read, in the order in
    which they begin. `complete`: every include was found and could be read. `variable` are the assignments that win
    with something else than a constant, in the order of the slots.
    """

    slots: Mapping[Slot, History]
    paths: tuple[str, ...]
    complete: bool
    variable: Sequence[Assignment] = ()

    def winner(self, slot: Slot) -> Assignment | None:
        """Return the assignment that a slot has in the end."""
        history = self.slots.get(slot)
        return history[-1] if history else None

    def inherited(self, slot: Slot) -> Assignment | None:
        """Return what a call in the slot's scope gets: its own value, else that of the longest scope around it."""
        for scope in _scopes_around(slot.scope):
            found = self.winner(slot._replace(scope=scope))
            if found is not None:
                return found
        return None


def effective(view: View, path: str) -> Effective:
    """Return what reading the config at `path` comes to. A file that includes itself is not applied again inside."""
    return view.once(("gin.effective", path), partial(_effective, view, path))


def _scopes_around(scope: str) -> Iterator[str]:
    """Yield a scope and its prefixes, longest first, the empty one last."""
    while scope:
        yield scope
        scope = scope.rpartition("/")[0]
    yield ""


def _effective(view: View, path: str) -> Effective:
    order = _Order(view)
    order.visit(path)
    effects: dict[str, _Effect] = {}
    for one in order.innermost_first:
        effects[one] = _effect(view, one, order, effects)
    slots = effects.get(path, {})
    winners = (history[-1] for history in slots.values())
    variable = [one for one in winners if not isinstance(one.given.value, Constant)]
    return Effective(slots, tuple(order.begun), order.complete, variable)


def _effect(view: View, path: str, order: _Order, effects: Mapping[str, _Effect]) -> _Effect:
    document = gin_config_at(view, path)
    found: defaultdict[Slot, list[Assignment]] = defaultdict(list)
    if document is None or not is_gin(document):
        return {}
    for step in steps(view, document).steps:
        if isinstance(step, Assignment):
            found[step.slot].append(step)
        else:
            _apply(found, effects.get(order.included(path, step), {}))
    return dict(found)


def _apply(found: defaultdict[Slot, list[Assignment]], included: _Effect) -> None:
    """Add what an included file does behind what was done before."""
    for slot, history in included.items():
        if slot not in found:
            found[slot] = [*history]
            continue
        again = {one.place for one in history}
        found[slot] = [*(one for one in found[slot] if one.place not in again), *history]


class _Order:
    """The files that a config reads, each once, and what each of their includes means."""

    def __init__(self, view: View) -> None:
        self.begun: dict[str, None] = {}
        self.innermost_first: list[str] = []
        self.complete = True
        self._view = view
        self._included: dict[tuple[str, str], str] = {}

    def included(self, path: str, include: Include) -> str:
        """Return the file that an include of the config at `path` means; empty where it is not found."""
        return self._included[path, include.path]

    def visit(self, path: str) -> None:
        """Note the file at `path` and all it reads, without recursion: includes may be nested deep."""
        pending = [(path, self._start(path))]
        while pending:
            current, targets = pending[-1]
            target = next(targets, None)
            if target is None:
                self.innermost_first.append(current)
                pending.pop()
            elif target not in self.begun:
                pending.append((target, self._start(target)))

    def _start(self, path: str) -> Iterator[str]:
        self.begun[path] = None
        document = self._view.document(path)
        if document is None or not is_gin(document):
            self.complete = False
            return
        for target in document.summary.includes:
            found = find_include(self._view, path, target)
            self._included[path, target] = found.path if found else ""
            if found is None:
                self.complete = False
            else:
                yield found.path
