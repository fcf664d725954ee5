"""`textDocument/documentLink`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from hp_lsp.server.convert import range_of
from hp_lsp.server.uris import path_of

if TYPE_CHECKING:
    from hp_lsp.server.server import Server


def document_link(ls: Server, params: types.DocumentLinkParams) -> list[types.DocumentLink] | None:
    """Return the ranges that stand for files, each with the file."""
    from hp_lsp.features.links import links

    view, path = ls.project.snapshot(), path_of(params.text_document.uri)
    document = view.document(path)
    if document is None:
        return None
    return [
        types.DocumentLink(
            range_of(document.text, link.span, ls.client.encoding), target=ls.documents.uri_of(link.path)
        )
        for link in links(view, path)
    ]
