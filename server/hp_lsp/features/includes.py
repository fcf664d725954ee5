"""The graph of includes: which files read a config, and which it reads. Knows symbols, and no dialect's syntax."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from hp_lsp.features.occurrences import occurrence_at
from hp_lsp.project.snapshot import Snapshot
from hp_lsp.text.span import Span


class Reading(NamedTuple):
    """A file at the other end, and where the one file names the other."""

    path: str
    places: tuple[Span, ...]


def meant_file(view: Snapshot, path: str, offset: int) -> str | None:
    """Return the config that a cursor is about: the one that is named there, else the one that it stands in."""
    occurrence = occurrence_at(view, path, offset)
    for symbol in occurrence.symbols if occurrence else ():
        if symbol.kind == "file":
            return symbol.key
    document = view.document(path)
    is_own = document is not None and document.dialect is not None and document.dialect.has_own_language
    return path if is_own else None


def read_by(view: Snapshot, path: str) -> tuple[Reading, ...]:
    """Return the configs that include the one at `path`, and the Python files that name it, with where they do."""
    readers = (*view.includers(path), *view.code_files())
    found = (
        Reading(reader, tuple(span for target, span in _named(view, reader) if target == path))
        for reader in readers
    )
    return tuple(reading for reading in found if reading.places)


def read_from(view: Snapshot, path: str) -> tuple[Reading, ...]:
    """Return the configs that the file at `path` names, in its order, with where it does."""
    places: dict[str, list[Span]] = {}
    for target, span in _named(view, path):
        places.setdefault(target, []).append(span)
    return tuple(Reading(target, tuple(spans)) for target, spans in places.items())


def _named(view: Snapshot, path: str) -> Iterator[tuple[str, Span]]:
    for occurrence in view.occurrences(path):
        for symbol in occurrence.symbols:
            if symbol.kind == "file":
                yield symbol.key, occurrence.span
