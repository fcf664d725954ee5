"""Findings that depend on one line alone, found once for as long as the line and the code stay the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias, TypeVar

from hp_lsp.dialects.base import Document, View
from hp_lsp.dialects.gin.naming import Mentions
from hp_lsp.dialects.gin.resolve import resolve
from hp_lsp.dialects.gin.tree import Statement

T = TypeVar("T")
_Known: TypeAlias = dict[int, tuple[Mentions, tuple[T, ...]]]


def each_line(
    view: View, document: Document, name: str, find: Callable[[Mentions], tuple[T, ...]]
) -> Iterator[tuple[Statement, T]]:
    """Yield what `find` finds in each line's mentions, with the statement; `name` is that of the question.

    Mentions are the same object while line and code are the same, and they are kept beside the findings so that no
    other can take their identity.
    """
    last: _Known[T] = view.recall(("gin.line-findings", name, document.path), dict)
    now: _Known[T] = {}
    for statement, mentioned in resolve(view, document).parts:
        known = last.get(id(mentioned))
        if known is None:
            known = (mentioned, find(mentioned))
        now[id(mentioned)] = known
        for one in known[1]:
            yield statement, one
    last.clear()
    last.update(now)
