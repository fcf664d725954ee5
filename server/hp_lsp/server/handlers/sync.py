"""`textDocument/didOpen`, `didChange`, `didClose`: keeps the mirror of the client's texts true."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from lsprotocol import types

if TYPE_CHECKING:
    from hp_lsp.server.server import Server

log = logging.getLogger(__name__)


def did_open(ls: Server, params: types.DidOpenTextDocumentParams) -> None:
    """Take the text from the client until it closes the document."""
    document = ls.documents.open(params.text_document)
    ls.folders.adopt(document.path)
    ls.project.open(document.path, document.language_id, document.text)
    ls.diagnostics.changed(document.path)
    ls.indexing.wake()


def did_change(ls: Server, params: types.DidChangeTextDocumentParams) -> None:
    """Apply the changes; those of a document that is not open are ignored."""
    document = ls.documents.change(params, ls.client.encoding)
    if document is None:
        log.warning("ignored a change of a document that is not open")
        return
    ls.project.change(document.path, document.text)
    ls.diagnostics.changed(document.path)
    ls.indexing.wake()


def did_close(ls: Server, params: types.DidCloseTextDocumentParams) -> None:
    """Take the document from disk again."""
    document = ls.documents.close(params.text_document.uri)
    if document is None:
        log.warning("ignored the closing of a document that is not open")
        return
    ls.project.close(document.path)
    ls.diagnostics.closed(document.path, [document.uri])
    ls.indexing.wake()
