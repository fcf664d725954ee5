"""What every dialect tells of how a config is laid out: plain data that knows no syntax."""

from __future__ import annotations

from typing import Literal, NamedTuple

from hp_lsp.text.span import Span

OutlineKind = Literal["import", "include", "macro", "parameter", "configurable", "block", "axis"]


class OutlineItem(NamedTuple):
    """One thing that a config says: a line, or a block with what stands in it.

    `whole` holds `named`, the range to be selected, and the items inside. `detail` is its value as written, shortened.
    """

    name: str
    kind: OutlineKind
    whole: Span
    named: Span
    detail: str = ""
    items: tuple[OutlineItem, ...] = ()


FoldKind = Literal["block", "value", "comment", "imports"]


class Fold(NamedTuple):
    """A range that may be folded. A "value" ends with its closing bracket."""

    span: Span
    kind: FoldKind
