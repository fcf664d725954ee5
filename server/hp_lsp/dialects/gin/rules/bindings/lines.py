"""Findings that depend on one line alone, found once for as long as the line and the code stay the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from hp_lsp.dialects.base import Document, View
from hp_lsp.dialects.gin.names.mentions import Mentions
from hp_lsp.dialects.gin.names.resolve import resolve
from hp_lsp.dialects.gin.tree import Statement

T = TypeVar("T")


def each_line(
    view: View, document: Document, name: str, find: Callable[[Mentions], tuple[T, ...]]
) -> Iterator[tuple[Statement, T]]:
    """Yield what `find` finds in each line's mentions, with the statement; `name` is that of the question."""
    for statement, mentioned in resolve(view, document).parts:
        for one in mentioned.remember(name, find):
            yield statement, one
