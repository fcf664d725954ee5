"""What every dialect tells of the parts of a config that are coloured: plain data that knows no syntax."""

from __future__ import annotations

from typing import Literal, NamedTuple

from hp_lsp.text.span import Span

MarkKind = Literal["keyword", "operator", "number", "string", "comment", "module", "unknown"]


class Mark(NamedTuple):
    """A range that is coloured by what is written there, not by what its name means.

    "module" and "unknown" are names that no symbol stands for where they are written, such as the part of a path.
    """

    span: Span
    kind: MarkKind
