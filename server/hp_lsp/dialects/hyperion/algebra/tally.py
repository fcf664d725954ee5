"""How many configs give some keys the same values, in closed form.

Knows the algebra, and enumerates nothing but the combinations of values that come to different things.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from hp_lsp.dialects.hyperion.sweep import Assignment, Choice, Config, Part, Product, Sweep, Union, parts_of

Tally: TypeAlias = Mapping[Config, int]
"""What configs assign to some keys, each with the number of configs that do."""
Asked: TypeAlias = Mapping[Assignment, Assignment]
"""The assignments that are asked for, each with the one that stands for all that come to the same.

They are all those of some slots; what stands for an assignment has its slot.
"""

NOTHING: Tally = {(): 1}


class _TooMany(Exception):  # noqa: N818 - it ends the counting, and no one else sees it
    """There are more combinations than may be looked at."""


def tally(sweep: Sweep, asked: Asked, most: int) -> Tally | None:
    """Return what configs assign, of what is asked for, in the order of `Sweep.config`, and how many configs do.

    None where that takes more than about `most` combinations.
    """
    found = tallies(sweep, asked, most)
    return None if found is None else found[id(sweep.root)]


def tallies(sweep: Sweep, asked: Asked, most: int) -> Mapping[int, Tally] | None:
    """Return the same of each block of a sweep, by its id."""
    done: dict[int, Tally] = {}

    def of(part: Part) -> Tally:
        return of_choice(part, asked) if isinstance(part, Choice) else done[id(part)]

    try:
        for block in reversed(sweep.blocks):
            done[id(block)] = _of_block(block, [of(part) for part in parts_of(block)], most)
    except _TooMany:
        return None
    return done


def of_choice(choice: Choice, asked: Asked) -> Tally:
    """Return what the options of a choice assign, of what is asked for."""
    return Counter(merged((), (asked[one] for one in option if one in asked)) for option in choice.options)


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
    whole = NOTHING
    for part in parts:
        whole = _combined(whole, part, most)
    return whole


def _combined(first: Tally, second: Tally, most: int) -> Tally:
    if len(first) * len(second) > most:
        raise _TooMany
    return combined(first, second)


def combined(first: Tally, second: Tally) -> Tally:
    """Return what configs of two parts of a product come to, the second bound after the first."""
    if second == NOTHING:
        return first
    found: Counter[Config] = Counter()
    for before, times in first.items():
        for after, number in second.items():
            found[merged(before, after)] += times * number
    return found


def merged(before: Config, after: Iterable[Assignment]) -> Config:
    """Return what assignments come to when others are made after them."""
    slots = {assignment.slot: assignment for assignment in (*before, *after)}
    return tuple(slots.values())
