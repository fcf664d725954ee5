"""`textDocument/formatting`, `rangeFormatting` and `onTypeFormatting`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from hp_lsp.server.convert import range_of, span_of
from hp_lsp.server.places import asked_of, place_of

if TYPE_CHECKING:
    from hp_lsp.server.server import Server

ON_TYPE = types.DocumentOnTypeFormattingOptions("\n")


def formatting(ls: Server, params: types.DocumentFormattingParams) -> list[types.TextEdit] | None:
    """Return the changes that make a config canonical."""
    return _edits(ls, params.text_document.uri, params.options, None)


def range_formatting(ls: Server, params: types.DocumentRangeFormattingParams) -> list[types.TextEdit] | None:
    """Return the changes that make the blocks and lines in a range canonical."""
    return _edits(ls, params.text_document.uri, params.options, params.range)


def on_type_formatting(
    ls: Server, params: types.DocumentOnTypeFormattingParams
) -> list[types.TextEdit] | None:
    """Return the indentation of the line that has just been begun."""
    from hp_lsp.features.formatting import begun_line

    place = place_of(ls, params.text_document.uri, params.position)
    if place is None:
        return None
    edit = begun_line(place.view, place.path, place.offset, _unit(params.options))
    if edit is None:
        return []
    return [types.TextEdit(range_of(place.text, edit.span, ls.client.encoding), edit.text)]


def _edits(
    ls: Server, uri: str, options: types.FormattingOptions, range_: types.Range | None
) -> list[types.TextEdit] | None:
    from hp_lsp.features.formatting import formatting

    asked = asked_of(ls, uri)
    if asked is None:
        return None
    within = None if range_ is None else span_of(asked.text, range_, ls.client.encoding)
    return [
        types.TextEdit(range_of(asked.text, edit.span, ls.client.encoding), edit.text)
        for edit in formatting(asked.view, asked.path, _unit(options), within)
    ]


def _unit(options: types.FormattingOptions) -> str:
    """Return what the client indents a block by."""
    return " " * options.tab_size if options.insert_spaces else "\t"
