"""`textDocument/selectionRange`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from hp_lsp.server.convert import offset_of, range_of
from hp_lsp.server.places import asked_of

if TYPE_CHECKING:
    from hp_lsp.server.server import Server


def selection_range(ls: Server, params: types.SelectionRangeParams) -> list[types.SelectionRange] | None:
    """Return for each position the ranges around it, from the inside out; none for Python."""
    from hp_lsp.features.selection import selection

    asked = asked_of(ls, params.text_document.uri)
    if asked is None or asked.document.dialect is None:
        return None
    text, encoding = asked.text, ls.client.encoding
    found = []
    for position in params.positions:
        outer: types.SelectionRange | None = None
        around = selection(asked.view, asked.path, offset_of(text, position, encoding))
        for span in reversed(around):
            outer = types.SelectionRange(range_of(text, span, encoding), outer)
        if outer is not None:
            found.append(outer)
    return found
