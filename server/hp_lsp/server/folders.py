"""Which folders the project works on: those of the client, or around its files where it names none."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from lsprotocol import types

from hp_lsp.server.uris import is_file, path_of

if TYPE_CHECKING:
    from hp_lsp.server.server import Server


class Folders:
    """The workspace folders of the client."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._is_workspace = False
        self.initial: tuple[str, ...] = ()
        """What the project begins with."""

    def start(self, params: types.InitializeParams) -> None:
        """Take the workspace folders; the older root fields count where there are none."""
        uris = [folder.uri for folder in params.workspace_folders or ()]
        if not uris and params.root_uri:
            uris = [params.root_uri]
        self.initial = self._take([path_of(uri) for uri in uris] or [params.root_path or ""])

    def change(self, event: types.WorkspaceFoldersChangeEvent) -> None:
        """Work on the folders that are left and those that are new."""
        removed = {path_of(folder.uri) for folder in event.removed}
        left = [root for root in self._server.project.roots if root not in removed]
        added = [path_of(folder.uri) for folder in event.added]
        self._server.project.set_roots(self._take([*left, *added]))

    def adopt(self, path: str) -> None:
        """Work on the project folder of a file opened without a workspace, if it has one."""
        roots = self._server.project.roots
        if self._is_workspace or not is_file(path) or any(_is_within(path, root) for root in roots):
            return
        from hp_lsp.project.roots import root_of

        folder = root_of(path)
        if folder is not None:
            self._server.project.set_roots((*roots, folder))

    def _take(self, paths: list[str]) -> tuple[str, ...]:
        roots = tuple(path for path in dict.fromkeys(paths) if path and is_file(path))
        self._is_workspace = bool(roots)
        return roots


def _is_within(path: str, folder: str) -> bool:
    return (path + os.sep).startswith(folder.rstrip(os.sep) + os.sep)
