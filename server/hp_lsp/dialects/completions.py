"""What every dialect tells of what may be written next: plain data that knows no syntax."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from hp_lsp.text.span import Span

if TYPE_CHECKING:
    from hp_lsp.dialects.base import Symbol

CompletionKind = Literal[
    "class",
    "function",
    "parameter",
    "macro",
    "constant",
    "module",
    "file",
    "folder",
    "value",
    "keyword",
    "scope",
]


class CompletionItem(NamedTuple):
    """One suggestion: `insert` replaces `span`. Lower `rank` comes first; equal ranks sort by label.

    `snippet`, where there is one, is what a client inserts instead that knows the protocol's snippets.
    `symbol`, where there is one, can be asked for its documentation when the item is selected.
    """

    label: str
    kind: CompletionKind
    span: Span
    insert: str
    detail: str = ""
    rank: int = 0
    symbol: Symbol | None = None
    deprecated: bool = False
    snippet: str = ""
