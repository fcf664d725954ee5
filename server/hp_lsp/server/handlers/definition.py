"""`textDocument/definition`: links where the client takes them, else locations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from hp_lsp.server.places import place_of, targets_of

if TYPE_CHECKING:
    from hp_lsp.server.server import Server


def definition(
    ls: Server, params: types.DefinitionParams
) -> list[types.LocationLink] | list[types.Location] | None:
    """Return where the name at the position is declared."""
    from hp_lsp.features import definition as feature

    place = place_of(ls, params.text_document.uri, params.position)
    if place is None:
        return None
    found = feature.definition(place.view, place.path, place.offset)
    return targets_of(ls, place, found, as_links=ls.client.definition_links)
