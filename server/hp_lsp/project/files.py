"""Files on disk: which ones a workspace holds, and their text. Reads; never writes, never follows links to folders."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Container, Generator, Iterable, Iterator, Mapping
from typing import NamedTuple

from hp_lsp.dialects.base import Dialect, Document
from hp_lsp.dialects.table import CODE_SUFFIX
from hp_lsp.text.decoding import decode, decode_python
from hp_lsp.text.lines import Text

MOST_BYTES = 20_000_000
"""A larger file is not read at all."""

MOST_CONFIG_BYTES = 1_000_000
"""A larger config is data; the same number of characters is the most of one open in an editor. 30,000 lines fit."""

MOST_CODE_BYTES = 1_000_000
"""A larger Python file is data, not code: the largest of 12,305 real ones has 0.73 MB."""

SETTLED_AFTER = 2_000_000_000
"""Nanoseconds: the coarsest clock of a file system that is still in use, FAT's."""

SKIPPED_FOLDERS = frozenset(
    (
        ".git", ".hg", ".svn", ".tox", ".nox", ".venv", "venv", ".eggs", ".mypy_cache", ".ruff_cache",
        ".pytest_cache", ".ipynb_checkpoints", "__pycache__", "node_modules", "site-packages", ".idea",
    )
)  # fmt: skip

_BINARY_HEAD = 8192


class Stamp(NamedTuple):
    """When a file was written, when that or who may read it was changed, in nanoseconds, and its size."""

    written: int
    changed: int
    size: int


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
        return Document(path, Text(decode_python(data)), None, is_code=path.endswith(CODE_SUFFIX))
    decoded = decode(data)
    return Document(path, Text(decoded.source), dialect, decoded.error)


def stamp(path: str) -> Stamp | None:
    """Return what changes when a file is written, or may be read by others; None where there is no file."""
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return None
    return Stamp(status.st_mtime_ns, status.st_ctime_ns, status.st_size)


def find_changed(
    roots: Iterable[str],
    belongs: Callable[[str], bool],
    known: Mapping[str, Stamp | None],
    ignored: Container[str],
) -> Generator[None, None, list[str]]:
    """Return, in steps of a folder, the files that came, went or changed since they were `known`.

    Those that went are not told if they are `ignored`.
    """
    seen: set[str] = set()
    changed: list[str] = []
    for root in roots:
        for _, files in walk(root):
            belonging = [path for path in files if belongs(path)]
            seen.update(belonging)
            changed += (path for path in belonging if known.get(path) != stamp(path))
            yield
    return [*changed, *(path for path in known if path not in seen and path not in ignored)]


def settled(seen: Stamp | None) -> Stamp | None:
    """Return a stamp that was taken just now if another content of the file surely will have another one, else None.

    That is not so right after a change, since clocks are coarse, nor where the clock that the times are of goes wrong.
    """
    is_old = seen is not None and max(seen.written, seen.changed) < time.time_ns() - SETTLED_AFTER
    return seen if is_old else None
