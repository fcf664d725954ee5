"""Some of many numbers, drawn at random. Knows no sweep."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeAlias

from hp_lsp.dialects.sweeps import Matches

Numbers: TypeAlias = Sequence[int] | Matches
"""The numbers of configs, rising."""


def size_of(numbers: Numbers) -> int:
    """Return how many numbers there are; `len` refuses ranges that are very long."""
    if isinstance(numbers, range):
        distance = numbers.stop - numbers.start
        return max(0, -(-distance // numbers.step))
    return len(numbers) if isinstance(numbers, Sequence) else numbers.count


def sample(numbers: Numbers, size: int, seed: int) -> list[int]:
    """Draw without repetition, in time that depends on `size` alone (Floyd's algorithm); sorted."""
    count = size_of(numbers)
    generator = random.Random(seed)  # noqa: S311 - a sample that can be drawn again, not a secret
    drawn: set[int] = set()
    for top in range(max(0, count - size), count):
        place = generator.randrange(top + 1)
        drawn.add(top if place in drawn else place)
    return [numbers[place] for place in sorted(drawn)]
