"""Finds registered names by the end of them, as Gin's `SelectorMap` does. Knows dotted names and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def suffixes(key: str) -> Iterator[str]:
    """Yield the ends of a dotted name that start at a component, the shortest first and the whole last."""
    parts = key.split(".")
    for length in range(1, len(parts) + 1):
        yield ".".join(parts[-length:])


class SelectorMap:
    """An immutable set of dotted names."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._keys = frozenset(keys)
        self._by_suffix: dict[str, list[str]] = {}
        for key in sorted(self._keys):
            for suffix in suffixes(key):
                self._by_suffix.setdefault(suffix, []).append(key)

    def matching(self, selector: str) -> tuple[str, ...]:
        """Return the names that a selector means: itself if it is one, else those that end with it."""
        if selector in self._keys:
            return (selector,)
        return self.ending_with(selector)

    def ending_with(self, selector: str) -> tuple[str, ...]:
        """Return all the names that end with a selector, itself included."""
        return tuple(self._by_suffix.get(selector, ()))

    def minimal(self, key: str) -> str:
        """Return the shortest selector that means `key` alone; `key` itself where there is no shorter one."""
        return next((suffix for suffix in suffixes(key) if self.matching(suffix) == (key,)), key)
