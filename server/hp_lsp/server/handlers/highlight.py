"""`textDocument/documentHighlight`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from hp_lsp.server.convert import range_of
from hp_lsp.server.places import place_of

if TYPE_CHECKING:
    from hp_lsp.server.server import Server


def document_highlight(
    ls: Server, params: types.DocumentHighlightParams
) -> list[types.DocumentHighlight] | None:
    """Return the places of the document that name what stands at the position."""
    from hp_lsp.features import highlight as feature

    place = place_of(ls, params.text_document.uri, params.position)
    if place is None:
        return None
    return [
        types.DocumentHighlight(
            range_of(place.text, one.span, ls.client.encoding),
            types.DocumentHighlightKind.Write if one.writes else types.DocumentHighlightKind.Read,
        )
        for one in feature.highlights(place.view, place.path, place.offset)
        if place.text.holds(one.span)
    ]
