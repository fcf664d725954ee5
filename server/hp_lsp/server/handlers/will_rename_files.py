"""`workspace/willRenameFiles`: the edits of other files when files or folders are moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from hp_lsp.server.edits import workspace_edit
from hp_lsp.server.uris import is_file, path_of

if TYPE_CHECKING:
    from hp_lsp.server.server import Server

OPTIONS = types.FileOperationRegistrationOptions(
    [
        types.FileOperationFilter(types.FileOperationPattern(glob, matches=kind), scheme="file")
        for glob, kind in (
            ("**/*.{gin,hyp,py}", types.FileOperationPatternKind.File),
            ("**/*", types.FileOperationPatternKind.Folder),
        )
    ]
)


def will_rename_files(ls: Server, params: types.RenameFilesParams) -> types.WorkspaceEdit | None:
    """Return the includes, imports and names that must change; nothing where none must."""
    from hp_lsp.features.moving import moved

    pairs = ((path_of(one.old_uri), path_of(one.new_uri)) for one in params.files)
    view = ls.project.snapshot()
    edits = moved(view, {old: new for old, new in pairs if is_file(old) and is_file(new) and old != new})
    return workspace_edit(ls, view, edits) if edits else None
