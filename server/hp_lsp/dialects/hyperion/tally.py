"""How many configs give some keys the same values, in closed form.

Knows the algebra, and enumerates nothing but the combinations of values of those keys.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import TypeAlias

from hp_lsp.dialects.hyperion.sweep import Assignment, Choice, Config, Part, Product, Sweep, Union, parts_of

Tally: TypeAlias = Mapping[Config, int]
"""What configs assign to some slots, each with the number of configs that do."""

_NOTHING: Tally = {(): 1}


class _TooMany(Exception):  # noqa: N818 - it ends the counting, and no one else sees it
    """There are more combinations than may be looked at."""


def tally(sweep: Sweep, slots: Collection[int], most: int) -> Tally | None:
    """Return what configs assign to `slots`, in the order of `Sweep.config`, and how many configs do.

    None where that takes more than about `most` combinations.
    """
    done: dict[int, Tally] = {}

    def of(part: Part) -> Tally:
        return _of_choice(part, slots) if isinstance(part, Choice) else done.pop(id(part))

    try:
        for block in reversed(sweep.blocks):
            done[id(block)] = _of_block(block, [of(part) for part in parts_of(block)], most)
    except _TooMany:
        return None
    return done[id(sweep.root)]


def _of_choice(choice: Choice, slots: Collection[int]) -> Tally:
    return Counter(
        _merged((), (assignment for assignment in option if assignment.slot in slots))
        for option in choice.options
    )


def _of_block(block: Product | Union, parts: list[Tally], most: int) -> Tally:
    if isinstance(block, Product):
        return _in_turn(parts, most)
    hoisted = _in_turn(parts[: len(block.bindings)], most)
    either: Counter[Config] = Counter()
    for alternative in parts[len(block.bindings) :]:
        either.update(_combined(hoisted, alternative, most))
        if len(either) > most:
            raise _TooMany
    return either


def _in_turn(parts: Iterable[Tally], most: int) -> Tally:
    whole = _NOTHING
    for part in parts:
        whole = _combined(whole, part, most)
    return whole


def _combined(first: Tally, second: Tally, most: int) -> Tally:
    if second == _NOTHING:
        return first
    if len(first) * len(second) > most:
        raise _TooMany
    combined: Counter[Config] = Counter()
    for before, times in first.items():
        for after, number in second.items():
            combined[_merged(before, after)] += times * number
    return combined


def _merged(before: Config, after: Iterable[Assignment]) -> Config:
    slots = {assignment.slot: assignment for assignment in (*before, *after)}
    return tuple(slots.values())
