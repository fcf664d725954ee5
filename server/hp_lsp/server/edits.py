"""Edits of several files as the client takes them. Knows no feature."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from hp_lsp.server.convert import range_of

if TYPE_CHECKING:
    from hp_lsp.project.snapshot import Snapshot
    from hp_lsp.server.server import Server
    from hp_lsp.text.edits import Edit


class RequestFailed(JsonRpcException):
    """A request that is valid and cannot be fulfilled; clients show the message."""

    CODE = types.LSPErrorCodes.RequestFailed


def workspace_edit(ls: Server, view: Snapshot, edits: Iterable[tuple[str, Edit]]) -> types.WorkspaceEdit:
    """Return edits, each with its path, as the client takes them: with versions of open documents where it can.

    Raises RequestFailed where one of the files may not be written.
    """
    placed = (one for path, edit in sorted(edits) if (one := _placed(ls, view, path, edit)))
    by_document = [
        (document, [edit for _, edit in inside]) for document, inside in groupby(placed, key=itemgetter(0))
    ]
    if not ls.client.versioned_edits:
        return types.WorkspaceEdit(changes={document.uri: changes for document, changes in by_document})
    return types.WorkspaceEdit(
        document_changes=[types.TextDocumentEdit(document, changes) for document, changes in by_document]
    )


def _placed(
    ls: Server, view: Snapshot, path: str, edit: Edit
) -> tuple[types.OptionalVersionedTextDocumentIdentifier, types.TextEdit] | None:
    """Return an edit with its document; raises RequestFailed where that is a file that may not be written."""
    if ls.documents.get(path) is None and not _is_writable(path):
        raise RequestFailed(f"`{os.path.basename(path)}` is read-only.")
    document = view.document(path)
    if document is None:
        return None
    shown = ls.documents.showing(path, document.text, edit.span.start)
    changed = types.TextEdit(range_of(shown.text, edit.span, ls.client.encoding), edit.text)
    return types.OptionalVersionedTextDocumentIdentifier(shown.uri, shown.version), changed


def _is_writable(path: str) -> bool:
    try:
        mode = os.stat(path).st_mode
    except OSError:
        return False
    return bool(mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)) and os.access(path, os.W_OK)
