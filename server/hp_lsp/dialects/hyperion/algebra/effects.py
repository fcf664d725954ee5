"""What a sweep comes to for each key, in closed form: its values, and the axes that have no effect.

Knows the algebra, and enumerates nothing: the parts of a product vary independently, so what a key may be
follows from what it may be in each part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple, TypeAlias

from hp_lsp.dialects.hyperion.sweep import Assignment, Choice, Part, Product, Sweep, Union, parts_of
from hp_lsp.text.span import Span

Outcomes: TypeAlias = dict[str | None, Assignment | None]
"""The texts that a key's value has, each with an assignment that gives it; None where it is not bound."""
_ABSENT: Outcomes = {None: None}


def outcomes(sweep: Sweep, text_of: Callable[[Assignment], str]) -> dict[str, Outcomes]:
    """Return what each key is over all configs, keys in the order in which configs bind them."""
    done: dict[int, dict[str, Outcomes]] = {}

    def of(part: Part) -> dict[str, Outcomes]:
        return _chosen(part, text_of) if isinstance(part, Choice) else done.pop(id(part))

    for block in reversed(sweep.blocks):
        live = [part for part in parts_of(block) if part.count]
        if isinstance(block, Product) or not block.alternatives:
            done[id(block)] = _in_turn(map(of, live))
        else:
            hoisted = live[: len(block.bindings)]
            done[id(block)] = _either(_in_turn(map(of, hoisted)), [of(part) for part in live[len(hoisted) :]])
    return done[id(sweep.root)] if sweep.count else {}


def _chosen(choice: Choice, text_of: Callable[[Assignment], str]) -> dict[str, Outcomes]:
    found: dict[str, Outcomes] = {}
    for option in choice.options:
        for assignment in {assignment.key: assignment for assignment in option}.values():
            found.setdefault(assignment.key, {})[text_of(assignment)] = assignment
    return found


def _in_turn(parts: Iterable[dict[str, Outcomes]]) -> dict[str, Outcomes]:
    merged: dict[str, Outcomes] = {}
    for part in parts:
        for key, later in part.items():
            merged[key] = _after(merged.get(key, _ABSENT), later)
    return merged


def _either(base: dict[str, Outcomes], alternatives: list[dict[str, Outcomes]]) -> dict[str, Outcomes]:
    merged: dict[str, Outcomes] = {key: {} for key in base}
    bound_in: dict[str, int] = dict.fromkeys(base, 0)
    for alternative in alternatives:
        for key, later in alternative.items():
            merged.setdefault(key, {}).update(_after(base.get(key, _ABSENT), later))
            bound_in[key] = bound_in.get(key, 0) + 1
    for key, count in bound_in.items():
        if count < len(alternatives):
            merged[key].update(base.get(key, _ABSENT))
    return merged


def _after(earlier: Outcomes, later: Outcomes) -> Outcomes:
    """Return what a key is once `later` was bound over `earlier`."""
    if None not in later:
        return later
    return {**earlier, **{text: assignment for text, assignment in later.items() if text is not None}}


class Overridden(NamedTuple):
    """An axis or table column whose values are in no config: `by` binds the key after it in all of them."""

    key: str
    choice: Choice
    column: Span
    by: Span


def overridden(sweep: Sweep) -> Iterator[Overridden]:
    """Yield each axis and table column of several values that has no effect on the configs it is part of."""
    last_of = _last_binders(sweep)
    above = _places(sweep)
    for choice in _multiplying(sweep):
        for at, (key, span) in enumerate(choice.columns):
            again = next((other for name, other in choice.columns[at + 1 :] if name == key), None)
            by = again or _binder_after(key, choice, above, last_of)
            if by is not None:
                yield Overridden(key, choice, span, by)


class Dead(NamedTuple):
    """An alternative of one config of which nothing is in any config: `by` binds its first key after it."""

    part: Part
    key: str
    by: Span


def dead_alternatives(sweep: Sweep) -> Iterator[Dead]:
    """Yield each alternative of one config whose keys are all bound again after it in every config.

    Alternatives inside of one are left out.
    """
    last_of = _last_binders(sweep)
    above = _places(sweep)
    dead: set[int] = set()
    for block in live_blocks(sweep):
        if id(block) in dead:
            dead.update(map(id, parts_of(block)))
            continue
        for part in block.alternatives if isinstance(block, Union) else ():
            if part.count == 1:
                binders = ((key, _binder_after(key, part, above, last_of)) for key in _keys(part))
                first = next(binders, None)
                if first and first[1] and all(by for _, by in binders):
                    dead.add(id(part))
                    yield Dead(part, first[0], first[1])


def _keys(part: Part) -> Iterator[str]:
    """Yield the keys that a part binds, in the order of the text."""
    pending = [part]
    while pending:
        current = pending.pop()
        if isinstance(current, Choice):
            yield from (key for key, _ in current.columns)
        else:
            pending.extend(reversed(parts_of(current)))


_Places: TypeAlias = Mapping[int, tuple[Product | Union, int]]
"""The block that each part, by its id, stands in, and its place there."""
_Binders: TypeAlias = Mapping[str, tuple[int, Span]]
"""For each key that is bound in every config of a block: by which part last, and where."""


def _places(sweep: Sweep) -> _Places:
    return {id(part): (block, at) for block in sweep.blocks for at, part in enumerate(parts_of(block))}


def live_blocks(sweep: Sweep) -> Iterator[Product | Union]:
    """Yield the blocks that are part of some config, each before the blocks inside it."""
    live = {id(sweep.root)}
    for block in sweep.blocks:
        if block.count and id(block) in live:
            live.update(map(id, parts_of(block)))
            yield block


def _multiplying(sweep: Sweep) -> Iterator[Choice]:
    """Yield the axes and tables of several values that are part of some config."""
    for block in live_blocks(sweep):
        for part in parts_of(block):
            if isinstance(part, Choice) and part.count > 1:
                yield part


def _last_binders(sweep: Sweep) -> dict[int, _Binders]:
    binders: dict[int, _Binders] = {}

    def of(part: Part) -> Mapping[str, Span]:
        if isinstance(part, Choice):
            return dict(part.columns)
        return {key: span for key, (_, span) in binders[id(part)].items()}

    for block in reversed(sweep.blocks):
        parts = parts_of(block)
        hoisted = parts if isinstance(block, Product) else block.bindings
        found = {key: (at, span) for at, part in enumerate(hoisted) for key, span in of(part).items()}
        if isinstance(block, Union):
            alternatives = [of(part) for part in block.alternatives if part.count]
            shared = set.intersection(*map(set, alternatives)) if alternatives else set()
            found.update((key, (len(parts) - 1, alternatives[0][key])) for key in sorted(shared))
        binders[id(block)] = found
    return binders


def _binder_after(key: str, part: Part, above: _Places, last_of: Mapping[int, _Binders]) -> Span | None:
    """Return where `key` is bound after `part` in every config that `part` is part of."""
    while id(part) in above:
        block, at = above[id(part)]
        if isinstance(block, Product) and key in last_of[id(block)]:
            last, span = last_of[id(block)][key]
            if last > at:
                return span
        part = block
    return None


def meets(sweep: Sweep) -> Callable[[Choice, Choice], bool]:
    """Return what tells whether two bindings, axes or tables of a sweep are in some config together."""
    above = _places(sweep)
    live = {id(block): block for block in live_blocks(sweep)}

    def are_together(one: Choice, other: Choice) -> bool:
        ways = dict(_way_up(one, above))
        way = list(_way_up(other, above))
        if not live.keys() >= {*ways, *dict(way)}:
            return False
        block, at = next((block, at) for block, at in way if block in ways)
        common = live[block]
        return isinstance(common, Product) or min(at, ways[block]) < len(common.bindings)

    return are_together


def _way_up(part: Part, above: _Places) -> Iterator[tuple[int, int]]:
    """Yield the id of each block around a part, the innermost first, and the place of the part in it."""
    while id(part) in above:
        block, at = above[id(part)]
        yield id(block), at
        part = block
