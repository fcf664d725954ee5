"""What was seen on disk, remembered until it changes: documents, and which paths exist. Knows nothing of editors."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable

from hp_lsp.dialects.base import Dialect, Document
from hp_lsp.project.files import MOST_BYTES, MOST_CONFIG_BYTES, read_document


class Disk:
    """A view of the disk that stays as it was first seen. `without` gives the view after a change."""

    def __init__(self, documents: dict[str, Document | None] | None = None) -> None:
        self._documents = documents or {}
        self._files: dict[str, bool] = {}
        self._folders: dict[str, bool] = {}

    def document(self, path: str, dialect: Callable[[], Dialect | None]) -> Document | None:
        """Return the file at `path`, read at most once; None where it cannot be read."""
        if path not in self._documents:
            known = dialect()
            most = MOST_BYTES if known is None else MOST_CONFIG_BYTES
            self._documents[path] = read_document(path, known, most)
        return self._documents[path]

    def is_file(self, path: str) -> bool:
        """Tell whether there is a file at `path`."""
        if path not in self._files:
            self._files[path] = os.path.isfile(path)
        return self._files[path]

    def is_folder(self, path: str) -> bool:
        """Tell whether there is a folder at `path`."""
        if path not in self._folders:
            self._folders[path] = os.path.isdir(path)
        return self._folders[path]

    def without(self, paths: Iterable[str]) -> Disk:
        """Return a view that reads `paths` anew, and looks anew for every file and folder."""
        changed = frozenset(paths)
        return Disk({path: document for path, document in self._documents.items() if path not in changed})
