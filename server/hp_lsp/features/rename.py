"""Rename: every place of a name, in configs and in code, or the reason why it is not renamed. Writes nothing."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import NamedTuple

from hp_lsp.dialects.base import Document, Occurrence, Refused
from hp_lsp.dialects.renaming import Rename
from hp_lsp.features.occurrences import dialect_of, occurrence_at
from hp_lsp.project.snapshot import Snapshot
from hp_lsp.text.edits import Edit
from hp_lsp.text.span import Location, Span


class Renamable(NamedTuple):
    """The name under the cursor and its range."""

    name: str
    span: Span


def prepare(view: Snapshot, path: str, offset: int) -> Renamable | Refused | None:
    """Return the name at `offset` that can be renamed, or why it cannot; None where there is none to rename."""
    found = _find(view, path, offset)
    return found if found is None or isinstance(found, Refused) else found[0]


def rename(view: Snapshot, path: str, offset: int, new: str) -> tuple[tuple[str, Edit], ...] | Refused | None:
    """Return the edits, by path and place, that give the name at `offset` another; empty where it has it already."""
    found = _find(view, path, offset)
    if found is None or isinstance(found, Refused):
        return found
    _, renaming = found
    if new == renaming.name:
        return ()
    written = [*((place, new) for place in renaming.places), *_spelled(renaming, new)]
    return renaming.refuse(new) or tuple(
        (place.path, Edit(place.span, text)) for place, text in sorted(written)
    )


def _spelled(renaming: Rename, new: str) -> Iterator[tuple[Location, str]]:
    return ((one.location, one.spell(new)) for one in renaming.spelled)


def _find(view: Snapshot, path: str, offset: int) -> tuple[Renamable, Rename] | Refused | None:
    occurrence = occurrence_at(view, path, offset)
    document = view.document(path)
    if occurrence is None or document is None:
        return None
    if not view.complete:
        return Refused("The workspace has not been read completely yet; try again in a moment.")
    if not occurrence.symbols:
        return Refused(f"Nothing that can be read declares `{document.text.slice(occurrence.span)}`.")
    found = dialect_of(occurrence.symbols[0]).rename(view, document, occurrence, offset)
    if found is None or isinstance(found, Refused):
        return found
    return _checked(view, found) or _at(document, occurrence, found, offset)


def _checked(view: Snapshot, found: Rename) -> Refused | None:
    """Return why one of the places cannot be edited; each must hold the name, as it is, in a file of the workspace."""
    written = [*((place, found.name) for place in found.places), *_spelled(found, found.name)]
    for (path, span), text in written:
        document = view.document(path)
        if document is None or document.text.slice(span) != text:
            return Refused(f"`{found.name}` is written in another way in `{os.path.basename(path)}`.")
        if path not in view.open_documents and not _is_inside(view, path):
            return Refused(f"`{path}` names `{found.name}`, and lies outside of the workspace.")
        if document.undecodable is not None:
            return Refused(f"`{os.path.basename(path)}` is not UTF-8.")
    return None


def _is_inside(view: Snapshot, path: str) -> bool:
    return any(path.startswith(os.path.join(root, "")) for root in view.roots)


def _at(
    document: Document, occurrence: Occurrence, found: Rename, offset: int
) -> tuple[Renamable, Rename] | Refused | None:
    spelled = (one.location for one in found.spelled if one.spell(found.name) == found.name)
    for path, span in sorted((*found.places, *spelled)):
        if path == document.path and span.touches(offset):
            return Renamable(found.name, span), found
    written = document.text.slice(occurrence.span)
    if any(one.location == (document.path, occurrence.span) for one in found.spelled):
        return Refused(f"This is made of the name `{found.name}`; rename it where that stands as a whole.")
    if found.name in written.split("."):
        return Refused(f"Put the cursor on `{found.name}`: no other part of `{written}` can be renamed here.")
    return None
