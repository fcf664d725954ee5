"""Replacements in a text. Knows nothing of where they come from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from hp_lsp.text.span import Span


class Edit(NamedTuple):
    """Replace the characters of `span` by `text`."""

    span: Span
    text: str


def apply_edits(source: str, edits: Iterable[Edit]) -> str:
    """Return `source` with `edits` made, all of them in offsets of `source`.

    Raises ValueError where two of them overlap.
    """
    pieces: list[str] = []
    done = 0
    for edit in sorted(edits):
        if edit.span.start < done:
            raise ValueError(f"edits overlap at offset {edit.span.start}")
        pieces += (source[done : edit.span.start], edit.text)
        done = edit.span.end
    return "".join((*pieces, source[done:]))
