"""`textDocument/definition`: links where the client takes them, else locations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from hp_lsp.server.convert import range_of
from hp_lsp.server.places import Place, location_of, place_of

if TYPE_CHECKING:
    from hp_lsp.features.definition import Link
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
    if ls.client.definition_links:
        return [link for one in found if (link := _link(ls, place, one))]
    targets = (location_of(ls, place.view, one.target.path, one.target.name) for one in found)
    return [target for target in targets if target]


def _link(ls: Server, place: Place, link: Link) -> types.LocationLink | None:
    name = location_of(ls, place.view, link.target.path, link.target.name)
    whole = location_of(ls, place.view, link.target.path, link.target.whole)
    if name is None or whole is None:
        return None
    origin = range_of(place.text, link.origin, ls.client.encoding)
    return types.LocationLink(name.uri, whole.range, name.range, origin)
