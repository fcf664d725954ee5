"""How often the tests on generated input repeat: as often as they say, times `HP_LSP_TEST_TIMES` (20 for a night)."""

from __future__ import annotations

import os

_FACTOR = int(os.environ.get("HP_LSP_TEST_TIMES", "1"))


def times(count: int) -> int:
    """Return how many inputs a test is to generate that generates `count` of them in CI."""
    return count * _FACTOR
