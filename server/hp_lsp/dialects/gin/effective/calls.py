"""What Gin calls when it calls a configurable: the references and macros in its bound values, as a graph.

Knows the values that win. A call is a configurable in a scope: `%m` calls `gin.macro` in the scope `m`, `@s/f()` calls
`f` in `s`, and `@f()` calls `f` in the scope that is active.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from hp_lsp.dialects.gin.effective.applied import Effective
from hp_lsp.dialects.gin.effective.slots import MACRO, Assignment


class Call(NamedTuple):
    """A configurable, by its key, called in a scope."""

    scope: str
    key: str


class Calls:
    """The calls that come of reading a config."""

    def __init__(self, read: Effective) -> None:
        self._bound = _that_call(read)
        self.keys = frozenset(self._bound)
        """The configurables, by their keys, whose calls may turn in circles."""
        self._known: dict[Call, tuple[tuple[Assignment, Call], ...]] = {}

    def made_by(self, call: Call) -> tuple[tuple[Assignment, Call], ...]:
        """Return the calls that one call makes for its parameters, each with the line that binds it."""
        known = self._known.get(call)
        if known is None:
            known = self._known[call] = tuple(self._made_by(call))
        return known

    def _made_by(self, call: Call) -> Iterator[tuple[Assignment, Call]]:
        for by_scope in self._bound.get(call.key, {}).values():
            scope = call.scope
            while scope and scope not in by_scope:
                scope = scope.rpartition("/")[0]
            winner = by_scope.get(scope)
            if winner is not None:
                yield from ((winner, made) for made in calls_in(winner, call.scope))


def calls_in(assignment: Assignment, scope: str) -> Iterator[Call]:
    """Yield the calls in a value that is used in a scope; nothing for what is not known."""
    for macro in assignment.mentioned.macros:
        if not macro.defines and not macro.constants:
            yield Call(macro.key, MACRO)
    for named in assignment.mentioned.selectors:
        if named.evaluated and named.key:
            yield Call(named.scope or scope, named.key)


def circles(calls: Calls, starts: Iterable[Call]) -> Iterator[tuple[Assignment, ...]]:
    """Yield the lines of each circle that one of the calls gets into, in the order of the calls they make."""
    done: set[Call] = set()
    for start in starts:
        if start not in done:
            yield from _circles_from(calls, start, done)


def _circles_from(calls: Calls, start: Call, done: set[Call]) -> Iterator[tuple[Assignment, ...]]:
    """Go through all calls that come of one, depth first, without recursion; `done` are those gone through."""
    open_calls = {start: 0}
    lines: list[Assignment] = []
    pending = [iter(calls.made_by(start))]
    while pending:
        line, made = next(pending[-1], (None, None))
        if line is None or made is None:
            pending.pop()
            done.add(open_calls.popitem()[0])
            del lines[-1:]
        elif made in open_calls:
            yield (*lines[open_calls[made] :], line)
        elif made not in done:
            open_calls[made] = len(open_calls)
            lines.append(line)
            pending.append(iter(calls.made_by(made)))


def _that_call(read: Effective) -> Mapping[str, Mapping[str, Mapping[str, Assignment]]]:
    """Return the lines that win, by configurable, parameter and scope, where calls may turn in circles."""
    core = _core(read)
    found: defaultdict[str, defaultdict[str, dict[str, Assignment]]] = defaultdict(lambda: defaultdict(dict))
    for slot, history in read.slots.items() if core else ():
        if _node(slot.scope, slot.key) in core:
            found[slot.key][slot.parameter][slot.scope] = history[-1]
    return found


def _core(read: Effective) -> set[str]:
    """Return the configurables and macros that call some that call them: those left without ends and beginnings.

    Scopes are left aside, which can only keep too many; most configs have none.
    """
    called: defaultdict[str, set[str]] = defaultdict(set)
    for one in read.variable:
        made = [_node(call.scope, call.key) for call in calls_in(one, one.slot.scope)]
        if made:
            called[_node(one.slot.scope, one.slot.key)].update(made)
    return _without_ends(called)


def _without_ends(called: Mapping[str, set[str]]) -> set[str]:
    """Return what is left of a graph when all without a way out or a way in are taken away, again and again."""
    after = {one: others.intersection(called) for one, others in called.items()}
    before: dict[str, set[str]] = {one: set() for one in after}
    for one, others in after.items():
        for other in others:
            before[other].add(one)
    left = set(after)
    pending = [one for one in after if not after[one] or not before[one]]
    while pending:
        one = pending.pop()
        if one in left:
            left.remove(one)
            pending += _cut_off(one, after[one], before)
            pending += _cut_off(one, before[one], after)
    return left


def _cut_off(one: str, neighbours: Iterable[str], links: Mapping[str, set[str]]) -> Iterator[str]:
    """Take the links from neighbours to one away; yield the neighbours that have none left."""
    for other in neighbours:
        links[other].discard(one)
        if not links[other]:
            yield other


def _node(scope: str, key: str) -> str:
    """Return what stands for a call when scopes are left aside; a macro's name is a scope and stays."""
    return f"%{scope.partition('/')[0]}" if key == MACRO else key
