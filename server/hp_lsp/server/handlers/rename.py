"""`textDocument/prepareRename` and `textDocument/rename`."""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from hp_lsp.server.capabilities import Client
from hp_lsp.server.convert import range_of
from hp_lsp.server.places import Place, place_of

if TYPE_CHECKING:
    from hp_lsp.server.server import Server
    from hp_lsp.text.edits import Edit


class RequestFailed(JsonRpcException):
    """A request that is valid and cannot be fulfilled; clients show the message."""

    CODE = types.LSPErrorCodes.RequestFailed


def options(client: Client) -> types.RenameOptions | None:
    """Return what is announced of renaming to this client."""
    return types.RenameOptions(prepare_provider=True) if client.prepares_rename else None


def prepare_rename(ls: Server, params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
    """Return the range of the name at the position; an error says why it cannot be renamed."""
    from hp_lsp.dialects.base import Refused
    from hp_lsp.features import rename as feature

    place = place_of(ls, params.text_document.uri, params.position)
    found = feature.prepare(place.view, place.path, place.offset) if place else None
    if place is None or found is None:
        return None
    if isinstance(found, Refused):
        raise RequestFailed(found.reason)
    return types.PrepareRenamePlaceholder(range_of(place.text, found.span, ls.client.encoding), found.name)


def rename(ls: Server, params: types.RenameParams) -> types.WorkspaceEdit | None:
    """Return the edits in all files that give the name at the position another."""
    from hp_lsp.dialects.base import Refused
    from hp_lsp.features import rename as feature

    place = place_of(ls, params.text_document.uri, params.position)
    found = feature.rename(place.view, place.path, place.offset, params.new_name) if place else None
    if place is None or found is None:
        return None
    if isinstance(found, Refused):
        raise RequestFailed(found.reason)
    return _workspace_edit(ls, place, found)


def _workspace_edit(ls: Server, place: Place, edits: Sequence[tuple[str, Edit]]) -> types.WorkspaceEdit:
    """Return edits, sorted by path, as the client takes them: with versions of open documents where it can."""
    by_document = [
        (_identify(ls, path), [edit for one in inside if (edit := _text_edit(ls, place, *one))])
        for path, inside in groupby(edits, key=itemgetter(0))
    ]
    if not ls.client.versioned_edits:
        return types.WorkspaceEdit(changes={document.uri: changes for document, changes in by_document})
    return types.WorkspaceEdit(
        document_changes=[types.TextDocumentEdit(document, changes) for document, changes in by_document]
    )


def _identify(ls: Server, path: str) -> types.OptionalVersionedTextDocumentIdentifier:
    """Return a document as edits name it; raises RequestFailed where it is a file that may not be written."""
    opened = ls.documents.get(path)
    if opened is None and not _is_writable(path):
        raise RequestFailed(f"`{os.path.basename(path)}` is read-only.")
    return types.OptionalVersionedTextDocumentIdentifier(
        ls.documents.uri_of(path), None if opened is None else opened.version
    )


def _is_writable(path: str) -> bool:
    try:
        mode = os.stat(path).st_mode
    except OSError:
        return False
    return bool(mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)) and os.access(path, os.W_OK)


def _text_edit(ls: Server, place: Place, path: str, edit: Edit) -> types.TextEdit | None:
    document = place.view.document(path)
    if document is None:
        return None
    return types.TextEdit(range_of(document.text, edit.span, ls.client.encoding), edit.text)
