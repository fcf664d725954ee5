"""What Gin calls when it calls a configurable: the references and macros in its bound values, as a graph.

Knows the values that win. A call is a configurable in a scope: `%m` calls `gin.macro` in the scope `m`, `@s/f()` calls
`f` in `s`, and `@f()` calls `f` in the scope that is active.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from hp_lsp.dialects.base import View
from hp_lsp.dialects.gin.effective.applied import Effective
from hp_lsp.dialects.gin.effective.required import macro_key
from hp_lsp.dialects.gin.effective.slots import MACRO, Assignment
from hp_lsp.dialects.gin.names import Lookup, lookup
from hp_lsp.dialects.gin.tree import Constant, MacroUse, Reference, values_within


class Call(NamedTuple):
    """A configurable, by its key, called in a scope."""

    scope: str
    key: str


class Calls:
    """The calls that come of reading a config."""

    def __init__(self, view: View, read: Effective) -> None:
        self._view = view
        self._names: dict[str, Lookup | None] = {}
        self._bound = _by_key(read)
        self._known: dict[Call, tuple[tuple[Assignment, Call], ...]] = {}

    def made_by(self, call: Call) -> tuple[tuple[Assignment, Call], ...]:
        """Return the calls that one call makes for its parameters, each with the line that binds it."""
        known = self._known.get(call)
        if known is None:
            known = self._known[call] = tuple(self._made_by(call))
        return known

    def in_value(self, assignment: Assignment, scope: str) -> Iterator[Call]:
        """Yield the calls in a value that is used in a scope; nothing for what is not known."""
        value = assignment.value
        if value is None or isinstance(value, Constant):
            return
        names = self._lookup(assignment.path)
        if names is None:
            return
        for one in values_within(value):
            match one:
                case MacroUse(selector) if selector.scope or not names.constants(selector.text):
                    yield Call(macro_key(selector), MACRO)
                case Reference(selector, evaluated=True):
                    meant = names.meaning(selector.text).configurables
                    if len(meant) == 1:
                        yield Call(selector.scope_text or scope, meant[0].key)

    def _made_by(self, call: Call) -> Iterator[tuple[Assignment, Call]]:
        for by_scope in self._bound.get(call.key, {}).values():
            scope = call.scope
            while scope and scope not in by_scope:
                scope = scope.rpartition("/")[0]
            winner = by_scope.get(scope)
            if winner is not None:
                yield from ((winner, made) for made in self.in_value(winner, call.scope))

    def _lookup(self, path: str) -> Lookup | None:
        if path not in self._names:
            document = self._view.document(path)
            self._names[path] = None if document is None else lookup(self._view, document)
        return self._names[path]


def circles(calls: Calls, starts: Iterable[Call]) -> Iterator[tuple[Assignment, ...]]:
    """Yield the lines of each circle that one of the calls gets into, in the order of the calls they make."""
    done: set[Call] = set()
    for start in starts:
        if start not in done:
            yield from _circles_from(calls, start, done)


def _circles_from(calls: Calls, start: Call, done: set[Call]) -> Iterator[tuple[Assignment, ...]]:
    """Go through all calls that come of one, depth first, without recursion; `done` are those gone through."""
    open_calls = [start]
    lines: list[Assignment] = []
    pending = [iter(calls.made_by(start))]
    while pending:
        line, made = next(pending[-1], (None, None))
        if line is None or made is None:
            pending.pop()
            done.add(open_calls.pop())
            del lines[-1:]
        elif made in open_calls:
            yield (*lines[open_calls.index(made) :], line)
        elif made not in done:
            open_calls.append(made)
            lines.append(line)
            pending.append(iter(calls.made_by(made)))


def _by_key(read: Effective) -> Mapping[str, Mapping[str, Mapping[str, Assignment]]]:
    """Return the lines that win, by configurable, parameter and scope."""
    found: defaultdict[str, defaultdict[str, dict[str, Assignment]]] = defaultdict(lambda: defaultdict(dict))
    for slot, history in read.slots.items():
        found[slot.key][slot.parameter][slot.scope] = history[-1]
    return found
