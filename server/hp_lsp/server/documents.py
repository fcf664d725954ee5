"""The texts that are open in the client, kept equal to the client's own. Knows no file on disk.

pygls' own mirror is not used: it ends lines as `str.splitlines` does and lets columns run past a line's end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from lsprotocol import types

from hp_lsp.server.convert import span_of
from hp_lsp.server.notebooks import Cell, Notebook, open_notebook, read_cell
from hp_lsp.server.uris import path_of, uri_of
from hp_lsp.text.columns import Encoding
from hp_lsp.text.lines import Text


@dataclass(frozen=True, slots=True)
class OpenDocument:
    """One open text. `uri` is the client's own spelling, one of several for the same `path`."""

    uri: str
    path: str
    language_id: str
    version: int
    text: Text


class Shown(NamedTuple):
    """What the client shows of a text under a URI: all of it, or a cell. `version` is None where it is not open."""

    uri: str
    version: int | None
    text: Text


class Documents:
    """The open documents and notebooks by path."""

    def __init__(self) -> None:
        self._by_path: dict[str, OpenDocument] = {}
        self._notebooks: dict[str, Notebook] = {}
        self._of_cells: dict[str, str] = {}

    def __iter__(self) -> Iterator[OpenDocument | Notebook]:
        return iter((*self._by_path.values(), *self._notebooks.values()))

    def get(self, path: str) -> OpenDocument | Notebook | None:
        """Return the open document or notebook at `path`."""
        return self._notebooks.get(path) or self._by_path.get(path)

    def path_of(self, uri: str) -> str:
        """Return the path of the text that holds what the client calls so: for a cell, that of its notebook."""
        return self._of_cells.get(uri) or path_of(uri)

    def uri_of(self, path: str) -> str:
        """Return the URI of a path, spelled as the client spelled it when it opened the document."""
        document = self.get(path)
        return uri_of(path) if document is None else document.uri

    def part(self, uri: str, text: Text) -> Text:
        """Return what of the text at `path_of(uri)` the client calls `uri`."""
        path = self._of_cells.get(uri)
        notebook = self._notebooks[path] if path is not None else None
        return text if notebook is None or text is not notebook.text else notebook.part(uri)

    def shown(self, path: str, text: Text) -> tuple[Shown, ...]:
        """Return what the client shows of the text at `path`."""
        notebook = self._notebooks.get(path)
        if notebook is not None:
            return tuple(_shown(notebook, one.cell) for one in notebook.places.values())
        document = self._by_path.get(path)
        return (Shown(self.uri_of(path), None if document is None else document.version, text),)

    def showing(self, path: str, text: Text, offset: int) -> Shown:
        """Return what shows a place of the text at `path`; the whole, where it is one that a notebook had before."""
        notebook = self._notebooks.get(path)
        if notebook is None:
            return self.shown(path, text)[0]
        cell = notebook.showing(offset) if text is notebook.text else None
        return Shown(notebook.uri, None, text) if cell is None else _shown(notebook, cell)

    def cells_of(self, uri: str) -> tuple[str, ...]:
        """Return the URIs of the cells of an open notebook."""
        notebook = self._notebooks.get(path_of(uri))
        return tuple(notebook.places) if notebook else ()

    def open_notebook(self, params: types.DidOpenNotebookDocumentParams) -> Notebook:
        """Take a notebook that the client has opened; a second time replaces the first."""
        return self._take(open_notebook(params))

    def change_notebook(
        self, params: types.DidChangeNotebookDocumentParams, encoding: Encoding
    ) -> Notebook | None:
        """Apply the client's changes of cells; None where the notebook is not open."""
        notebook = self._notebooks.get(path_of(params.notebook_document.uri))
        changes = params.change.cells
        if notebook is None or changes is None:
            return notebook
        if changes.structure is not None:
            notebook = notebook.rearranged(changes.structure)
        for one in changes.text_content or ():
            known = notebook.cells.get(one.document.uri)
            if known is not None:
                text = apply_changes(known.text, one.changes, encoding)
                is_python = known.python is not None
                cell = read_cell(known.uri, one.document.version, text.source, is_python=is_python)
                notebook = notebook.changed(cell)
        return self._take(notebook)

    def close_notebook(self, uri: str) -> Notebook | None:
        """Forget a notebook that the client has closed; return it, None where it was not open."""
        notebook = self._notebooks.pop(path_of(uri), None)
        for cell in notebook.places if notebook else ():
            self._of_cells.pop(cell, None)
        return notebook

    def _take(self, notebook: Notebook) -> Notebook:
        """Put a notebook in the place of what it was before."""
        self.close_notebook(notebook.uri)
        self._notebooks[notebook.path] = notebook
        self._of_cells |= dict.fromkeys(notebook.places, notebook.path)
        return notebook

    def open(self, item: types.TextDocumentItem) -> OpenDocument:
        """Take a document that the client has opened; a second time replaces the first."""
        path = path_of(item.uri)
        document = OpenDocument(item.uri, path, item.language_id, item.version, Text(item.text))
        self._by_path[path] = document
        return document

    def change(self, params: types.DidChangeTextDocumentParams, encoding: Encoding) -> OpenDocument | None:
        """Apply the client's changes in their order; None where the document is not open."""
        document = self._by_path.get(path_of(params.text_document.uri))
        if document is None:
            return None
        text = apply_changes(document.text, params.content_changes, encoding)
        changed = replace(document, version=params.text_document.version, text=text)
        self._by_path[document.path] = changed
        return changed

    def close(self, uri: str) -> OpenDocument | None:
        """Forget a document that the client has closed; return it, None where it was not open."""
        return self._by_path.pop(path_of(uri), None)


def _shown(notebook: Notebook, cell: Cell) -> Shown:
    return Shown(cell.uri, cell.version, notebook.part(cell.uri))


def apply_changes(
    text: Text, changes: Iterable[types.TextDocumentContentChangeEvent], encoding: Encoding
) -> Text:
    """Return the text after `changes`, each of which counts on the result of the one before it."""
    for change in changes:
        if isinstance(change, types.TextDocumentContentChangePartial):
            start, end = span_of(text, change.range, encoding)
            text = Text(text.source[:start] + change.text + text.source[end:])
        else:
            text = Text(change.text)
    return text
