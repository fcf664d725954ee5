"""`textDocument/references`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from hp_lsp.server.places import locations_of
from hp_lsp.server.whole_project import place_in_whole
from hp_lsp.server.wire import Json

if TYPE_CHECKING:
    from hp_lsp.server.server import Server


async def references(ls: Server, params: types.ReferenceParams) -> list[Json] | None:
    """Return every place that names what stands at the position, in configs and in code."""
    from hp_lsp.features import references as feature

    place = await place_in_whole(ls, params.text_document.uri, params.position)
    if place is None:
        return None
    found = feature.references(
        place.view, place.path, place.offset, include_declaration=params.context.include_declaration
    )
    return locations_of(ls, place.view, found)
