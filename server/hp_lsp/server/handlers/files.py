"""Changes around the documents: files on disk, workspace folders, settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from hp_lsp.server.uris import is_file, path_of

if TYPE_CHECKING:
    from hp_lsp.server.server import Server


def did_change_watched_files(ls: Server, params: types.DidChangeWatchedFilesParams) -> None:
    """Queue the files that the client says have changed on disk."""
    paths = dict.fromkeys(path_of(event.uri) for event in params.changes)
    ls.project.files_changed(path for path in paths if is_file(path))
    ls.configuration.show_refusals()
    ls.indexing.wake()


def did_change_workspace_folders(ls: Server, params: types.DidChangeWorkspaceFoldersParams) -> None:
    """Work on the folders that are left and those that are new."""
    ls.folders.change(params.event)
    ls.configuration.folders_changed()
    ls.indexing.wake()


def did_change_configuration(ls: Server, params: types.DidChangeConfigurationParams) -> None:
    """Take the new settings."""
    ls.configuration.changed(params.settings)
