"""Folding: the lines of a config that may be hidden below their first one. Knows no syntax.

Python gets none: whoever reads it has another server for them.
"""

from __future__ import annotations

from typing import NamedTuple

from hp_lsp.dialects.outlines import Fold, FoldKind
from hp_lsp.project.snapshot import Snapshot
from hp_lsp.text.lines import Text

_CLOSING = (")", "]", "}")


class FoldedLines(NamedTuple):
    """0-based lines: those behind `first` up to `last`, included, are hidden."""

    first: int
    last: int
    kind: FoldKind


def folding(view: Snapshot, path: str) -> tuple[FoldedLines, ...]:
    """Return what may be folded in the config at `path`: at most one range for each first line, the longest."""
    document = view.document(path)
    if document is None or document.dialect is None:
        return ()
    found: dict[int, FoldedLines] = {}
    for fold in document.dialect.folds(document):
        lines = _lines(document.text, fold)
        known = found.get(lines.first)
        if lines.last > lines.first and (known is None or known.last < lines.last):
            found[lines.first] = lines
    return tuple(sorted(found.values()))


def _lines(text: Text, fold: Fold) -> FoldedLines:
    """Return the lines of a range; the line of a value's closing bracket stays to be seen."""
    first, last = text.position(fold.span.start).line, text.position(fold.span.end).line
    if fold.kind == "value" and text.line(last).lstrip().startswith(_CLOSING):
        last -= 1
    return FoldedLines(first, last, fold.kind)
