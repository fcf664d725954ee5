"""`textDocument/prepareRename` and `textDocument/rename`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from hp_lsp.server.capabilities import Client
from hp_lsp.server.convert import range_of
from hp_lsp.server.edits import RequestFailed, workspace_edit
from hp_lsp.server.whole_project import place_in_whole

if TYPE_CHECKING:
    from hp_lsp.server.server import Server


def options(client: Client) -> types.RenameOptions | None:
    """Return what is announced of renaming to this client."""
    return types.RenameOptions(prepare_provider=True) if client.prepares_rename else None


async def prepare_rename(
    ls: Server, params: types.PrepareRenameParams
) -> types.PrepareRenamePlaceholder | None:
    """Return the range of the name at the position; an error says why it cannot be renamed."""
    from hp_lsp.dialects.base import Refused
    from hp_lsp.features import rename as feature

    place = await place_in_whole(ls, params.text_document.uri, params.position, namesakes=True)
    found = feature.prepare(place.view, place.path, place.offset) if place else None
    if place is None or found is None:
        return None
    if isinstance(found, Refused):
        raise RequestFailed(found.reason)
    return types.PrepareRenamePlaceholder(range_of(place.text, found.span, ls.client.encoding), found.name)


async def rename(ls: Server, params: types.RenameParams) -> types.WorkspaceEdit | None:
    """Return the edits in all files that give the name at the position another."""
    from hp_lsp.dialects.base import Refused
    from hp_lsp.features import rename as feature

    place = await place_in_whole(ls, params.text_document.uri, params.position, namesakes=True)
    found = feature.rename(place.view, place.path, place.offset, params.new_name) if place else None
    if place is None or found is None:
        return None
    if isinstance(found, Refused):
        raise RequestFailed(found.reason)
    return workspace_edit(ls, place.view, found)
