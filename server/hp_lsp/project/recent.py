"""What was worked out and is still asked for. Knows how much to keep, and nothing of what is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")

MOST = 4_096
"""Values of a generation: as many as all files of a large project ask for, and soon typed if each word leaves one."""


class Recent:
    """Values by key, in two generations, so that one that is not asked for any more is dropped."""

    def __init__(self) -> None:
        self._now: dict[tuple[str, ...], Any] = {}
        self._before: dict[tuple[str, ...], Any] = {}

    def __len__(self) -> int:
        return len(self._now) + len(self._before)

    def get(self, key: tuple[str, ...], compute: Callable[[], T]) -> T:
        """Return the value of a key, worked out where it is not known any more."""
        if key not in self._now:
            value = self._before[key] if key in self._before else compute()
            if len(self._now) >= MOST:
                self._before, self._now = self._now, {}
            self._now[key] = value
        found: T = self._now[key]
        return found
