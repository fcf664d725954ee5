"""The notebooks that are open in the client: each is one Python text, in which every cell is some lines.

A cell of another language is none of ours. One that cannot be parsed is blank, unless it is the one being written or
speaks of a dialect: then all that was read of the notebook before holds, as it does for a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from lsprotocol import types

from hp_lsp.server.uris import path_of
from hp_lsp.text.lines import Part, Text

PYTHON = "python"
SYNC = types.NotebookDocumentSyncOptions(
    [types.NotebookDocumentFilterWithNotebook("*", [types.NotebookCellLanguage(PYTHON)])]
)


class Cell(NamedTuple):
    """One cell: its text as the client has it, and as Python, in the same places; None where it is no Python."""

    uri: str
    version: int
    text: Text
    python: str | None
    is_silent: bool
    """Whether it cannot be parsed, and speaks of no dialect."""


class Lines(NamedTuple):
    """A cell and its first line and number of lines in the text of the notebook."""

    cell: Cell
    first: int
    number: int


@dataclass(frozen=True)
class Notebook:
    """One open notebook. `order` are the URIs of its cells, `written` that of the one changed last."""

    uri: str
    order: tuple[str, ...]
    cells: Mapping[str, Cell]
    written: str = ""

    @cached_property
    def path(self) -> str:
        """The path of the notebook's file, or its URI."""
        return path_of(self.uri)

    @cached_property
    def text(self) -> Text:
        """The text of all its Python."""
        return Text("\n".join(self._python(one.cell) for one in self.places.values()))

    @cached_property
    def places(self) -> Mapping[str, Lines]:
        """The cells that are Python, in their order, by URI."""
        found: dict[str, Lines] = {}
        line = 0
        for cell in filter(None, map(self.cells.get, self.order)):
            if cell.python is not None:
                count = len(cell.text.line_starts)
                found[cell.uri] = Lines(cell, line, count)
                line += count
        return found

    def part(self, uri: str) -> Text:
        """Return what a cell shows of the notebook's text."""
        place = self.places[uri]
        return Part(self.text, place.first, place.number)

    def showing(self, offset: int) -> Cell | None:
        """Return the cell that shows a place of the notebook's text; None where there is no cell."""
        line = self.text.position(offset).line
        return next((one.cell for one in reversed(tuple(self.places.values())) if one.first <= line), None)

    def changed(self, cell: Cell) -> Notebook:
        """Return the notebook with a cell in which something was just written."""
        return replace(self, cells={**self.cells, cell.uri: cell}, written=cell.uri)

    def rearranged(self, change: types.NotebookDocumentCellChangeStructure) -> Notebook:
        """Return the notebook with other cells, or the same in another order."""
        start, array = change.array.start, change.array
        order = list(self.order)
        order[start : start + array.delete_count] = [one.document for one in array.cells or ()]
        closed = {one.uri for one in change.did_close or ()}
        cells = {uri: cell for uri, cell in self.cells.items() if uri not in closed}
        return replace(self, order=tuple(order), cells={**cells, **read_cells(change.did_open or ())})

    def _python(self, cell: Cell) -> str:
        from hp_lsp.python.cells import blank

        python = cell.python or ""
        if python.endswith("\r"):  # it must not become one with the line end behind it
            python = f"{python[:-1]}\n"
        return blank(python) if cell.is_silent and cell.uri != self.written else python


def open_notebook(params: types.DidOpenNotebookDocumentParams) -> Notebook:
    """Return a notebook that the client has opened."""
    known = params.notebook_document
    order = tuple(cell.document for cell in known.cells)
    return Notebook(known.uri, order, read_cells(params.cell_text_documents))


def read_cells(items: Iterable[types.TextDocumentItem]) -> dict[str, Cell]:
    """Return cells that the client has opened, by URI."""
    return {one.uri: read_cell(one.uri, one.version, one.text, one.language_id == PYTHON) for one in items}


def read_cell(uri: str, version: int, text: str, is_python: bool = True) -> Cell:
    """Return a cell with this text."""
    from hp_lsp.dialects.table import CODE_MARKERS
    from hp_lsp.python.cells import python_of
    from hp_lsp.python.source import parse

    python = python_of(text) if is_python else None
    is_silent = (
        python is not None
        and parse(python) is None
        and not any(marker.decode("ascii") in python for marker in CODE_MARKERS)
    )
    return Cell(uri, version, Text(text), python, is_silent)
