"""`textDocument/prepareCallHierarchy` and the calls in and out: the graph of includes, a file being a "function"."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from lsprotocol import types

from hp_lsp.server.convert import range_of
from hp_lsp.server.places import place_of
from hp_lsp.text.span import Span

if TYPE_CHECKING:
    from hp_lsp.features.includes import Reading
    from hp_lsp.project.snapshot import Snapshot
    from hp_lsp.server.server import Server


def prepare_call_hierarchy(
    ls: Server, params: types.CallHierarchyPrepareParams
) -> list[types.CallHierarchyItem] | None:
    """Return the config that is named at the position, or that the position is in."""
    from hp_lsp.features.includes import meant_file

    place = place_of(ls, params.text_document.uri, params.position)
    path = meant_file(place.view, place.path, place.offset) if place else None
    item = _item(ls, place.view, path) if place and path else None
    return [item] if item else None


def incoming_calls(
    ls: Server, params: types.CallHierarchyIncomingCallsParams
) -> list[types.CallHierarchyIncomingCall]:
    """Return the files that read a config, with where they name it."""
    from hp_lsp.features.includes import read_by

    view = ls.project.snapshot()
    return [
        types.CallHierarchyIncomingCall(item, _ranges(ls, view, one.path, one))
        for one in read_by(view, ls.documents.path_of(params.item.uri))
        if (item := _item(ls, view, one.path, one.places[0].start if one.places else 0))
    ]


def outgoing_calls(
    ls: Server, params: types.CallHierarchyOutgoingCallsParams
) -> list[types.CallHierarchyOutgoingCall]:
    """Return the configs that a file reads, with where it names them."""
    from hp_lsp.features.includes import read_from

    view, path = ls.project.snapshot(), ls.documents.path_of(params.item.uri)
    return [
        types.CallHierarchyOutgoingCall(item, _ranges(ls, view, path, one))
        for one in read_from(view, path)
        if (item := _item(ls, view, one.path))
    ]


def _item(ls: Server, view: Snapshot, path: str, offset: int = 0) -> types.CallHierarchyItem | None:
    """Return a file; of a notebook, the cell that holds an offset of its text."""
    document = view.document(path)
    if document is None:
        return None
    shown = ls.documents.showing(path, document.text, offset)
    whole = range_of(shown.text, Span(shown.text.start, shown.text.end), ls.client.encoding)
    first = types.Range(whole.start, whole.start)
    folder, name = os.path.split(path)
    root = next((root for root in view.roots if path.startswith(os.path.join(root, ""))), "")
    detail = os.path.relpath(folder, root) if root else folder
    return types.CallHierarchyItem(name, types.SymbolKind.File, shown.uri, whole, first, detail=detail)


def _ranges(ls: Server, view: Snapshot, path: str, reading: Reading) -> list[types.Range]:
    document = view.document(path)
    if document is None or not reading.places:
        return []
    text = ls.documents.showing(path, document.text, reading.places[0].start).text
    return [range_of(text, span, ls.client.encoding) for span in reading.places if text.holds(span)]
