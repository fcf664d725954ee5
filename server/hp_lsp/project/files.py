"""Files on disk: which ones a workspace holds, and their text. Reads; never writes, never follows links to folders."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator

from hp_lsp.dialects.base import Dialect, Document
from hp_lsp.text.decoding import decode, decode_python
from hp_lsp.text.lines import Text

MOST_BYTES = 20_000_000
"""A larger file is not read at all."""

MOST_CONFIG_BYTES = 1_000_000
"""A larger config is data; the same number of characters is the most of one open in an editor. 30,000 lines fit."""

MOST_CODE_BYTES = 1_000_000
"""A larger Python file is data, not code: the largest of 12,305 real ones has 0.73 MB."""

SKIPPED_FOLDERS = frozenset(
    (
        ".git", ".hg", ".svn", ".tox", ".nox", ".venv", "venv", ".eggs", ".mypy_cache", ".ruff_cache",
        ".pytest_cache", ".ipynb_checkpoints", "__pycache__", "node_modules", "site-packages", ".idea",
    )
)  # fmt: skip

_BINARY_HEAD = 8192


def walk(root: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each folder below `root` that may hold sources, with the paths of its regular files.

    An environment (a folder with `pyvenv.cfg`) is passed over. In a folder that may not be entered a file is named for
    all that may be there, which cannot be read.
    """
    pending = [root]
    while pending:
        folder = pending.pop()
        files: list[str] = []
        folders: list[str] = []
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        if entry.name not in SKIPPED_FOLDERS:
                            folders.append(entry.path)
                    elif _is_file(entry):
                        files.append(entry.path)
        except PermissionError:
            yield folder, [os.path.join(folder, "__init__.py")]
            continue
        except OSError:
            continue
        if folder != root and os.path.join(folder, "pyvenv.cfg") in files:
            continue
        yield folder, files
        pending.extend(sorted(folders, reverse=True))


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()
    except OSError:  # a link to itself
        return False


def read_bytes(path: str, most: int = MOST_BYTES) -> bytes | None:
    """Return the content of a regular file; None where it cannot be read or is larger than `most` bytes."""
    try:
        status = os.stat(path)
        if not stat.S_ISREG(status.st_mode) or status.st_size > most:
            return None
        with open(path, "rb", buffering=0) as file:
            return file.read()
    except (OSError, ValueError):
        return None


def is_binary(data: bytes) -> bool:
    """Tell whether a file's content is no text in any 8-bit encoding."""
    return b"\0" in data[:_BINARY_HEAD]


def read_document(path: str, dialect: Dialect | None, most: int = MOST_BYTES) -> Document | None:
    """Return the file at `path` as a document of `dialect`; None where it cannot be read or is larger than `most`."""
    data = read_bytes(path, most)
    if data is None:
        return None
    if dialect is None:
        return Document(path, Text(decode_python(data)), None)
    decoded = decode(data)
    return Document(path, Text(decoded.source), dialect, decoded.error)


def stamp(path: str) -> tuple[int, int] | None:
    """Return what changes when a file is written, its time and size; None where there is no file."""
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return None
    return (status.st_mtime_ns, status.st_size)
