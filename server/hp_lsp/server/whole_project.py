"""Requests that need the names of every file: in slices, so that others are answered and a cancelled one stops."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from hp_lsp.server.indexing import in_slices
from hp_lsp.server.places import Place, place_of

if TYPE_CHECKING:
    from hp_lsp.server.server import Server


class ContentModified(JsonRpcException):
    """A request whose position no longer means what it meant; clients ask again."""

    CODE = types.LSPErrorCodes.ContentModified


async def place_in_whole(
    ls: Server, uri: str, position: types.Position, *, namesakes: bool = False
) -> Place | None:
    """Return the place that a request names, once all files that may name the same are known; None as `place_of` does.

    `namesakes`: also those with the same name of something else. Raises ContentModified where its document has changed
    meanwhile.
    """
    from hp_lsp.features.occurrences import find_all, occurrence_at

    path = ls.documents.path_of(uri)
    document = ls.documents.get(path)
    first = place_of(ls, uri, position)
    occurrence = occurrence_at(first.view, path, first.offset) if first else None
    if first is None or occurrence is None:
        return first
    async for _ in in_slices(find_all(first.view, occurrence.symbols, namesakes=namesakes)):
        pass
    if ls.documents.get(path) is not document:
        raise ContentModified("The document has changed meanwhile.")
    return place_of(ls, uri, position)
