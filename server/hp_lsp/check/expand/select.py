"""Which configs of a sweep are meant: an index, a slice, a shard, a sample of them. Knows numbers only."""

from __future__ import annotations

import random
from collections.abc import Callable

from hp_lsp.check.expand.options import Options
from hp_lsp.check.refused import Refused
from hp_lsp.features.preview import no_config
from hp_lsp.features.sampling import Numbers, sample, size_of

MOST_DRAWN = 100_000
"""A sample of configs that meet a condition looks at no more than so many."""


def selected(options: Options, count: int) -> range:
    """Return the numbers of the configs that are meant, of `count`, before conditions and samples.

    The flags apply one after the other: a shard of a slice is of that slice.
    """
    numbers = range(count)
    if options.index is not None:
        number = config_number(options.index, count)
        numbers = range(number, number + 1)
    if options.slice is not None:
        numbers = numbers[options.slice]
    if options.shard is not None:
        shard, shards = options.shard
        numbers = numbers[shard::shards]
    return numbers


def config_number(index: int, count: int) -> int:
    """Return the number of config `index`, negative ones counted from the end; raise Refused without one."""
    if not -count <= index < count:
        raise Refused(no_config(index, count))
    return index % count


def sample_where(
    numbers: Numbers, size: int, seed: int, holds: Callable[[int], bool]
) -> tuple[list[int], bool]:
    """Draw, without repetition, of the numbers for which `holds`; sorted.

    Where there are more than MOST_DRAWN numbers, so many are tried at random. The second result tells whether that
    was enough to find `size`, or all there are.
    """
    count = size_of(numbers)
    if count <= MOST_DRAWN:
        return sample([number for number in numbers if holds(number)], size, seed), True
    generator = random.Random(seed)  # noqa: S311 - as above
    tried: set[int] = set()
    found: list[int] = []
    while len(found) < size and len(tried) < MOST_DRAWN:
        place = generator.randrange(count)
        if place not in tried:
            tried.add(place)
            found.extend(filter(holds, [numbers[place]]))
    return sorted(found), len(found) == size
