"""What lines mention, kept for the lines that stand in other files too, and for the next text of the same file.

Knows how much to keep, and nothing of what is kept.
"""

from __future__ import annotations

from typing import Generic, TypeVar

from hp_lsp.dialects.gin.tree import Node

T = TypeVar("T")

_MOST = 8_192
"""Entries of a generation, beside the lines of the file that is being read: it may have more."""


class Memory(Generic[T]):
    """Values by the identity of nodes, in two generations, so that what is not asked for any more is dropped.

    The nodes are kept beside the value, so that no other can take their identity.
    """

    def __init__(self) -> None:
        self._now: dict[tuple[int, ...], tuple[tuple[Node, ...], T]] = {}
        self._before: dict[tuple[int, ...], tuple[tuple[Node, ...], T]] = {}

    def begin(self) -> None:
        """Begin a file: there is room for all its lines."""
        if len(self._now) > _MOST:
            self._before, self._now = self._now, {}

    def find(self, nodes: tuple[Node, ...]) -> T | None:
        """Return what is known of the nodes, if anything is."""
        key = tuple(map(id, nodes))
        known = self._now.get(key)
        if known is None:
            known = self._before.get(key)
            if known is None:
                return None
            self._now[key] = known
        return known[1]

    def add(self, nodes: tuple[Node, ...], value: T) -> T:
        """Keep a value of the nodes and return it."""
        self._now[tuple(map(id, nodes))] = (nodes, value)
        return value
