"""Configs that a sweep generates more than once.

Knows the algebra: equal values, rows and alternatives are found at any size. What else may be equal is enumerated
as far as a bound, each group of statements with common keys by itself, and sampled beyond it.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import accumulate
from operator import mul
from typing import Final, NamedTuple

from hp_lsp.dialects.gin.tree import Constant
from hp_lsp.dialects.hyperion.algebra.effects import live_blocks
from hp_lsp.dialects.hyperion.sweep import Assignment, Choice, Config, Part, Product, Sweep, Union, parts_of
from hp_lsp.dialects.hyperion.values.evaluate import evaluate
from hp_lsp.dialects.hyperion.values.literals import literal
from hp_lsp.text.span import Span

_MOST_CONFIGS: Final = 1000
_MOST_ASSIGNMENTS: Final = 10_000
_KINDS: Final = {"axis": "value", "table": "row"}

# --- equal values, rows and alternatives ----------------------------------------------------------------------


class Repeat(NamedTuple):
    """A "value", "row" or "alternative" (`kind`) that an equal one stands before, `first`."""

    kind: str
    span: Span
    first: Span


def repeats(sweep: Sweep) -> Iterator[Repeat]:
    """Yield each value of an axis, row of a table and alternative of a union that repeats another there.

    Blocks are equal where they are written alike.
    """
    same = _Sameness()
    compared = _inside_unions(sweep)
    live = set(map(id, live_blocks(sweep)))
    for block in reversed(sweep.blocks):
        if id(block) in live:
            for offers in same.chosen_from(block):
                yield from _again(offers)
        if id(block) in compared:
            same.add(block)


def _inside_unions(sweep: Sweep) -> set[int]:
    """Return the ids of all that stands in some union."""
    found: set[int] = set()
    for block in sweep.blocks:
        if isinstance(block, Union) or id(block) in found:
            found.update(map(id, parts_of(block)))
    return found


def _again(offers: Iterable[tuple[Hashable, str, Span]]) -> Iterator[Repeat]:
    first: dict[Hashable, Span] = {}
    for same, kind, span in offers:
        if same in first:
            yield Repeat(kind, span, first[same])
        else:
            first[same] = span


class _Sameness:
    """Tells what is equal, blocks by numbers that equal ones have in common."""

    def __init__(self) -> None:
        self._blocks: dict[int, int] = {}
        self._numbers: dict[Hashable, int] = {}

    def add(self, block: Product | Union) -> None:
        """Give a block its number; those inside have theirs."""
        content = (type(block), *map(self._content, parts_of(block)))
        self._blocks[id(block)] = self._numbers.setdefault(content, len(self._numbers))

    def chosen_from(self, block: Product | Union) -> Iterator[Iterable[tuple[Hashable, str, Span]]]:
        """Yield what each choice in a block is between."""
        if isinstance(block, Union):
            live = (part for part in block.alternatives if part.count)
            yield (offer for part in live for offer in self.offers(part))
        else:
            axes = (part for part in block.parts if isinstance(part, Choice) and part.count > 1)
            yield from map(self.offers, axes)

    def offers(self, part: Part) -> Iterator[tuple[Hashable, str, Span]]:
        """Yield what a part offers to choose from: what it is equal by, its kind and its range."""
        if isinstance(part, Choice):
            for option in part.options:
                yield _bound(option), _KINDS[part.kind], _span(option)
        else:
            yield self._blocks[id(part)], "alternative", part.span

    def _content(self, part: Part) -> Hashable:
        if isinstance(part, Choice):
            return (part.kind == "binding", *map(_bound, part.options))
        return self._blocks[id(part)]


def _bound(config: Config) -> frozenset[tuple[int, Hashable]]:
    """Return what assignments, later ones replacing earlier ones, come to."""
    return frozenset({one.slot: meant(one) for one in config}.items())


def meant(assignment: Assignment) -> Hashable:
    """Return something that is equal for assignments whose values certainly mean the same."""
    value = assignment.value
    if isinstance(value, Constant):
        return literal(value.value) or assignment
    term = evaluate(value, {})
    return term.text if all(one.kind == "unknown" for one in term.obstacles) else assignment


def _span(option: Sequence[Assignment]) -> Span:
    """Return the range of a value, or of the values of a row."""
    first, last = option[0], option[-1]
    return Span(first.start + first.value.span.start, last.start + last.value.span.end)


# --- overlapping alternatives ---------------------------------------------------------------------------------


class Overlap(NamedTuple):
    """Config `again` is equal to config `first`, which stands before it, because of what stands at `span`.

    So are `repeated` configs in all; at least as many where not all were looked at.
    """

    first: int
    again: int
    span: Span
    repeated: int
    exact: bool


def overlap(sweep: Sweep) -> Overlap | None:
    """Return how alternatives of unions overlap; None where no equal configs were found."""
    parts = list(_factors(sweep.root)) if sweep.count else []
    if not any(isinstance(part, Union) for part in parts):
        return None
    weights = list(accumulate(reversed([part.count for part in parts]), mul, initial=1))[-2::-1]
    groups = list(_sharing(parts))
    for numbers in groups:
        unions = [part.span for part in map(parts.__getitem__, numbers) if isinstance(part, Union)]
        found = (
            _enumerated(Product(tuple(map(parts.__getitem__, numbers)), sweep.root.span)) if unions else None
        )
        if found is not None:
            places = [(parts[number].count, weights[number]) for number in numbers]
            first, again = _placed(found.first, places), _placed(found.again, places)
            repeated = found.repeated * (sweep.count // found.total)
            others = ([parts[number] for number in other] for other in groups if other != numbers)
            exact = found.exact and not any(map(_may_repeat, others))
            return Overlap(first, again, found.span or unions[-1], repeated, exact)
    return None


def _may_repeat(group: list[Part]) -> bool:
    """Tell whether parts that share keys may give a config twice although no two values of one choice are equal."""
    return len(group) > 1 or isinstance(group[0], Union)


def _factors(root: Product) -> Iterator[Part]:
    """Yield the parts of a product, and those of the products in it in their place."""
    pending: list[Part] = [root]
    while pending:
        part = pending.pop()
        if isinstance(part, Product):
            pending.extend(reversed(part.parts))
        else:
            yield part


def _sharing(parts: list[Part]) -> Iterator[list[int]]:
    """Yield the numbers of the parts that share keys with each other, directly or through others."""
    slots = list(map(_slots, parts))
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for number, own in enumerate(slots):
        for slot in own:
            holders[slot].append(number)
    seen: set[int] = set()
    for start in range(len(parts)):
        pending, group = [start], []
        while pending:
            number = pending.pop()
            if number not in seen:
                seen.add(number)
                group.append(number)
                pending.extend(other for slot in slots[number] for other in holders.pop(slot, ()))
        if group:
            yield sorted(group)


def _slots(part: Part) -> set[int]:
    pending, slots = [part], set[int]()
    while pending:
        current = pending.pop()
        if isinstance(current, Choice):
            slots.update(one.slot for one in current.options[0])
        else:
            pending.extend(parts_of(current))
    return slots


class _Found(NamedTuple):
    """An overlap in a sweep of `total` configs; no `span` where no value tells the two configs apart."""

    first: int
    again: int
    span: Span | None
    repeated: int
    total: int
    exact: bool


def _enumerated(block: Product) -> _Found | None:
    """Return the first overlap in what is looked at of a block."""
    sweep = Sweep(block, (block,), (), ())
    exact, left = sweep.count <= _MOST_CONFIGS, _MOST_ASSIGNMENTS
    known: dict[Hashable, tuple[int, Config]] = {}
    pair: tuple[int, int, Span | None] | None = None
    repeated = 0
    for index in range(sweep.count) if exact else _sample(sweep.count):
        path = sweep.path(index)
        first, same = known.setdefault(_bound(path), (index, path))
        if first != index:
            repeated += 1
            pair = pair or (first, index, _difference(same, path))
        left -= len(path)
        if left < 0:
            exact = exact and index == sweep.count - 1
            break
    return _Found(*pair, repeated, sweep.count, exact) if pair else None


def _sample(count: int) -> list[int]:
    """Return the same random numbers of configs each time, sorted."""
    random_numbers = random.Random(0)  # noqa: S311 - nothing here is a secret
    return sorted({random_numbers.randrange(count) for _ in range(_MOST_CONFIGS)})


def _difference(first: Config, again: Config) -> Span | None:
    """Return the range of the last value in the text that only the second of two configs has."""
    own = sorted(set(again) - set(first), key=lambda one: one.ordinal)
    return _span(own[-1:]) if own else None


def _placed(index: int, places: list[tuple[int, int]]) -> int:
    """Return the number in a whole sweep of config `index` of some of its parts, the others at their first."""
    number = 0
    for count, weight in reversed(places):
        index, digit = divmod(index, count)
        number += digit * weight
    return number
