"""Document links: the names in a document that stand for whole files. Knows symbols, and no dialect's syntax."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from hp_lsp.dialects.base import Occurrence
from hp_lsp.features.occurrences import dialect_of
from hp_lsp.project.snapshot import Snapshot
from hp_lsp.text.span import Span

KINDS = frozenset({"file", "module"})
"""The kinds of symbols that are declared by a file being there."""


class DocumentLink(NamedTuple):
    """The range of a name and the path of the file that it stands for."""

    span: Span
    path: str


def links(view: Snapshot, path: str) -> tuple[DocumentLink, ...]:
    """Return the includes and imports of the document at `path` whose file is found, in order of the text."""
    return tuple(link for occurrence in view.occurrences(path) for link in _links(view, occurrence))


def _links(view: Snapshot, occurrence: Occurrence) -> Iterator[DocumentLink]:
    if len(occurrence.symbols) == 1 and occurrence.symbols[0].kind in KINDS:
        symbol = occurrence.symbols[0]
        for declaration in dialect_of(symbol).declarations(view, symbol)[:1]:
            yield DocumentLink(occurrence.span, declaration.path)
