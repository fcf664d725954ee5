"""`textDocument/declaration`: links where the client takes them, else locations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from hp_lsp.server.places import place_of, targets_of

if TYPE_CHECKING:
    from hp_lsp.server.server import Server


def declaration(
    ls: Server, params: types.DeclarationParams
) -> list[types.LocationLink] | list[types.Location] | None:
    """Return where the name at the position is registered."""
    from hp_lsp.features import declaration as feature

    place = place_of(ls, params.text_document.uri, params.position)
    if place is None:
        return None
    found = feature.declaration(place.view, place.path, place.offset)
    return targets_of(ls, place, found, as_links=ls.client.declaration_links)
