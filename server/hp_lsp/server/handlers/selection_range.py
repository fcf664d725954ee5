"""`textDocument/selectionRange`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from hp_lsp.server.convert import offset_of, range_of
from hp_lsp.server.uris import path_of

if TYPE_CHECKING:
    from hp_lsp.server.server import Server


def selection_range(ls: Server, params: types.SelectionRangeParams) -> list[types.SelectionRange] | None:
    """Return for each position the ranges around it, from the inside out; none for Python."""
    from hp_lsp.features.selection import selection

    view, path = ls.project.snapshot(), path_of(params.text_document.uri)
    document = view.document(path)
    if document is None or document.dialect is None:
        return None
    found = []
    for position in params.positions:
        outer: types.SelectionRange | None = None
        for span in reversed(selection(view, path, offset_of(document.text, position, ls.client.encoding))):
            outer = types.SelectionRange(range_of(document.text, span, ls.client.encoding), outer)
        if outer is not None:
            found.append(outer)
    return found
