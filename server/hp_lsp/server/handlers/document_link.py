"""`textDocument/documentLink`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from hp_lsp.server.convert import range_of
from hp_lsp.server.places import asked_of

if TYPE_CHECKING:
    from hp_lsp.server.server import Server


def document_link(ls: Server, params: types.DocumentLinkParams) -> list[types.DocumentLink] | None:
    """Return the ranges that stand for files, each with the file."""
    from hp_lsp.features.links import links

    asked = asked_of(ls, params.text_document.uri)
    if asked is None:
        return None
    return [
        types.DocumentLink(
            range_of(asked.text, link.span, ls.client.encoding), target=ls.documents.uri_of(link.path)
        )
        for link in links(asked.view, asked.path)
        if asked.text.holds(link.span)
    ]
