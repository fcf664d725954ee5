"""`textDocument/hover`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from hp_lsp.server.convert import range_of
from hp_lsp.server.markup import markup
from hp_lsp.server.places import place_of

if TYPE_CHECKING:
    from hp_lsp.server.server import Server


def hover(ls: Server, params: types.HoverParams) -> types.Hover | None:
    """Return what is known of the name at the position."""
    from hp_lsp.features import hover as feature

    place = place_of(ls, params.text_document.uri, params.position)
    found = feature.hover(place.view, place.path, place.offset) if place else None
    if place is None or found is None:
        return None
    return types.Hover(
        markup(found.markdown, as_markdown=ls.client.markdown_hover),
        range_of(place.text, found.span, ls.client.encoding),
    )
