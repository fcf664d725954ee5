"""The configs of a sweep that meet a condition: how many, and the number of each, without a look at the others.

Knows the algebra, and which assignments the condition asks for. The way to a config leads from the first part, which
varies slowest, to the last: what the parts behind may still assign tells how many configs lie behind each option.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from hp_lsp.dialects.hyperion.algebra.tally import NOTHING, Asked, Tally, combined, merged, of_choice, tallies
from hp_lsp.dialects.hyperion.sweep import Assignment, Choice, Config, Part, Product, Sweep, Union


class _Ahead(NamedTuple):
    """What follows a part: what it may assign; all of that `times` again for the parts that assign nothing.

    The number of a config grows by `weight` with each config of the part.
    """

    tally: Tally
    times: int
    weight: int


class Matching:
    """The numbers of the configs for which a condition holds, rising; `count` of them, of any size."""

    def __init__(
        self,
        sweep: Sweep,
        asked: Asked,
        holds: Callable[[Config], bool],
        blocks: Mapping[int, Tally],
    ) -> None:
        self._root = sweep.root
        self._asked = asked
        self._holds = holds
        self._blocks = blocks
        self._held: dict[Config, bool] = {}
        self._inside: dict[int, tuple[tuple[Part, _Ahead], ...]] = {}
        self._ends: dict[tuple[int, Config], tuple[int, ...]] = {}
        self._numbers: dict[tuple[int, Config], int] = {}
        self.count = self._number((), _Ahead(blocks[id(sweep.root)], 1, 1))

    def __getitem__(self, place: int) -> int:
        """Return the number of the config at `place`, counted from 0; raises IndexError where there is none."""
        if not 0 <= place < self.count:
            raise IndexError(place)
        number = 0
        before: Config = ()
        pending: list[tuple[Part, _Ahead]] = [(self._root, _Ahead(NOTHING, 1, 1))]
        while pending:
            part, ahead = pending.pop()
            if isinstance(part, Product):
                pending.extend(reversed(self._parts(part, ahead)))
            elif isinstance(part, Union):
                before = merged(before, self._bound(part))
                chosen, place = self._chosen(part, self._parts(part, ahead), before, place)
                number += ahead.weight * (part.ends[chosen - 1] if chosen else 0)
                pending.append((part.alternatives[chosen], ahead))
            elif self._is_asked(part):
                chosen, place = self._option(part, ahead, before, place)
                before = merged(before, self._bound_by(part.options[chosen]))
                number += ahead.weight * chosen
            else:
                chosen, place = divmod(place, self._number(before, ahead))
                number += ahead.weight * chosen
        return number

    def __iter__(self) -> Iterator[int]:
        place = 0
        while place < self.count:
            yield self[place]
            place += 1

    def _parts(self, block: Product | Union, ahead: _Ahead) -> tuple[tuple[Part, _Ahead], ...]:
        """Return the parts of a product, or the alternatives of a union, each with what follows it or is in it."""
        known = self._inside.get(id(block))
        if known is None:
            found = (
                self._followed(block, ahead) if isinstance(block, Product) else self._entered(block, ahead)
            )
            known = self._inside[id(block)] = tuple(found)
        return known

    def _followed(self, block: Product, ahead: _Ahead) -> Sequence[tuple[Part, _Ahead]]:
        found: list[tuple[Part, _Ahead]] = []
        for part in reversed(block.parts):
            if not (isinstance(part, Choice) and part.count == 1 and not self._is_asked(part)):
                found.append((part, ahead))
                ahead = self._with(part, ahead)
        return found[::-1]

    def _entered(self, block: Union, ahead: _Ahead) -> Iterator[tuple[Part, _Ahead]]:
        for alternative in block.alternatives:
            yield alternative, self._with(alternative, ahead)

    def _with(self, part: Part, ahead: _Ahead) -> _Ahead:
        """Return a part and what follows it as what follows the part before."""
        tally = of_choice(part, self._asked) if isinstance(part, Choice) else self._blocks[id(part)]
        weight = ahead.weight * part.count
        if set(tally) <= {()}:
            return _Ahead(ahead.tally, ahead.times * part.count, weight)
        return _Ahead(combined(tally, ahead.tally), ahead.times, weight)

    def _chosen(
        self, union: Union, entered: Sequence[tuple[Part, _Ahead]], before: Config, place: int
    ) -> tuple[int, int]:
        return self._way(union, before, place, lambda: (self._number(before, inner) for _, inner in entered))

    def _option(self, choice: Choice, ahead: _Ahead, before: Config, place: int) -> tuple[int, int]:
        behind = (merged(before, self._bound_by(option)) for option in choice.options)
        return self._way(choice, before, place, lambda: (self._number(one, ahead) for one in behind))

    def _way(
        self, part: Part, before: Config, place: int, numbers: Callable[[], Iterator[int]]
    ) -> tuple[int, int]:
        """Return which option the config at `place` has, and its place among those that have it, too.

        `numbers` gives how many there are of each.
        """
        ends = self._ends.get((id(part), before))
        if ends is None:
            ends = self._ends[id(part), before] = tuple(accumulate(numbers()))
        chosen = bisect_right(ends, place)
        return chosen, place - (ends[chosen - 1] if chosen else 0)

    def _number(self, before: Config, ahead: _Ahead) -> int:
        """Return how many of the configs that follow meet the condition."""
        known = self._numbers.get((id(ahead.tally), before))
        if known is None:
            behind = ((merged(before, after), number) for after, number in ahead.tally.items())
            known = sum(number for config, number in behind if self._meets(config))
            self._numbers[id(ahead.tally), before] = known
        return ahead.times * known

    def _meets(self, config: Config) -> bool:
        known = self._held.get(config)
        if known is None:
            known = self._held[config] = self._holds(config)
        return known

    def _is_asked(self, choice: Choice) -> bool:
        """Tell whether the condition asks for something that a choice binds; all its options bind the same."""
        return any(one in self._asked for one in choice.options[0])

    def _bound_by(self, option: Config) -> Iterator[Assignment]:
        return (self._asked[one] for one in option if one in self._asked)

    def _bound(self, union: Union) -> Iterator[Assignment]:
        for binding in union.bindings:
            yield from self._bound_by(binding.options[0])


def matching(sweep: Sweep, asked: Asked, holds: Callable[[Config], bool], most: int) -> Matching | None:
    """Return the configs for which `holds`, which is asked of what they assign of `asked`.

    None where these are too many combinations: more than about `most`.
    """
    blocks = tallies(sweep, asked, most)
    return None if blocks is None else Matching(sweep, asked, holds, blocks)
