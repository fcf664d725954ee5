"""`notebookDocument/didOpen`, `didChange`, `didClose`: a notebook is one Python text to the project."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from lsprotocol import types

if TYPE_CHECKING:
    from hp_lsp.server.server import Server

log = logging.getLogger(__name__)


def did_open(ls: Server, params: types.DidOpenNotebookDocumentParams) -> None:
    """Take the cells from the client until it closes the notebook."""
    notebook = ls.documents.open_notebook(params)
    ls.folders.adopt(notebook.path)
    ls.project.open(notebook.path, "python", notebook.text)
    ls.diagnostics.changed(notebook.path)
    ls.indexing.wake()


def did_change(ls: Server, params: types.DidChangeNotebookDocumentParams) -> None:
    """Apply the changes; those of a notebook that is not open are ignored."""
    before = set(ls.documents.cells_of(params.notebook_document.uri))
    notebook = ls.documents.change_notebook(params, ls.client.encoding)
    if notebook is None:
        log.warning("ignored a change of a notebook that is not open")
        return
    ls.diagnostics.closed(notebook.path, before.difference(notebook.places))
    ls.project.change(notebook.path, notebook.text)
    ls.diagnostics.changed(notebook.path)
    ls.indexing.wake()


def did_close(ls: Server, params: types.DidCloseNotebookDocumentParams) -> None:
    """Take the notebook from disk again."""
    notebook = ls.documents.close_notebook(params.notebook_document.uri)
    if notebook is None:
        log.warning("ignored the closing of a notebook that is not open")
        return
    ls.project.close(notebook.path)
    ls.diagnostics.closed(notebook.path, notebook.places)
    ls.indexing.wake()
