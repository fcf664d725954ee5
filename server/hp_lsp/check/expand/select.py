"""Which configs of a sweep are meant: an index, a slice, a shard, a sample. Knows numbers only."""

from __future__ import annotations

import random
from collections.abc import Sequence

from hp_lsp.check.expand.options import Options
from hp_lsp.check.refused import Refused
from hp_lsp.features.preview import digits


def selected(options: Options, count: int) -> Sequence[int]:
    """Return the numbers of the configs that are meant, of `count`; a range is never listed.

    The flags apply one after the other: a sample of a shard is drawn from that shard.
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
    return numbers if options.sample is None else _sample(numbers, options.sample, options.seed)


def config_number(index: int, count: int) -> int:
    """Return the number of config `index`, negative ones counted from the end; raise Refused without one."""
    if not -count <= index < count:
        last = f", the last is {digits(count - 1)}" if count else ""
        raise Refused(f"there is no config {digits(index)}: the sweep has {digits(count)}{last}.")
    return index % count


def size_of(numbers: Sequence[int]) -> int:
    """Return how many numbers there are; `len` refuses ranges that are very long."""
    if not isinstance(numbers, range):
        return len(numbers)
    distance = numbers.stop - numbers.start
    return max(0, -(-distance // numbers.step))


def _sample(numbers: range, size: int, seed: int) -> list[int]:
    """Draw without repetition, in time that depends on `size` alone (Floyd's algorithm); sorted."""
    count = size_of(numbers)
    generator = random.Random(seed)  # noqa: S311 - a sample that can be drawn again, not a secret
    drawn: set[int] = set()
    for top in range(max(0, count - size), count):
        place = generator.randrange(top + 1)
        drawn.add(top if place in drawn else place)
    return [numbers[place] for place in sorted(drawn)]
