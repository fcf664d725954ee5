"""`textDocument/implementation`: links where the client takes them, else locations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from hp_lsp.server.places import targets_of
from hp_lsp.server.whole_project import place_in_whole

if TYPE_CHECKING:
    from hp_lsp.server.server import Server


async def implementation(
    ls: Server, params: types.ImplementationParams
) -> list[types.LocationLink] | list[types.Location] | None:
    """Return where configs set or use what is named at the position."""
    from hp_lsp.features import implementation as feature

    place = await place_in_whole(ls, params.text_document.uri, params.position)
    if place is None:
        return None
    found = feature.implementation(place.view, place.path, place.offset)
    return targets_of(ls, place, found, as_links=ls.client.implementation_links)
