"""The user's cache folder: where it is, and how a file in it is read, replaced and thrown away. Knows no content.

A file comes into being whole or not at all, whoever is killed when, and however many write at once. Nobody waits for
anybody, and nothing here fails: without a folder that is the user's own, nothing is kept.
"""

from __future__ import annotations

import os
import stat
import sys
import time
from contextlib import suppress

MOST_FILE_BYTES = 64_000_000
"""A larger file is neither read nor written."""
MOST_FOLDER_BYTES = 100_000_000
"""What the folder may hold; beyond that, the files that were not used for the longest time go."""
UNUSED_SECONDS = 30 * 24 * 3600
"""Files that nobody has used for so long go."""
ABANDONED_SECONDS = 3600
"""Age at which what a killed writer has left behind goes."""
NOTED_SECONDS = 24 * 3600
"""How exactly it is known when a file was used last."""

SUFFIX = ".cache"
_UNFINISHED = ".tmp"
_NAME = "hp-lsp"


def cache_folder() -> str | None:
    """Return the folder for what this program keeps, whether it exists or not; None where there is no place for it."""
    given = os.environ.get("XDG_CACHE_HOME", "")
    if os.path.isabs(given):
        return os.path.join(given, _NAME)
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA", "")
        return os.path.join(local, _NAME, "Cache") if os.path.isabs(local) else None
    home = os.path.expanduser("~")
    usual = os.path.join("Library", "Caches") if sys.platform == "darwin" else ".cache"
    return os.path.join(home, usual, _NAME) if os.path.isabs(home) else None


def read(path: str) -> bytes | None:
    """Return the content of a file of ours, and note that it was used; None where there is none to be trusted."""
    try:
        status = os.stat(path)  # before it is opened: opening a pipe may take for ever
        if not _is_ours(status) or not stat.S_ISREG(status.st_mode) or status.st_size > MOST_FILE_BYTES:
            return None
        with open(path, "rb", buffering=0) as file:
            content = file.read()
    except (OSError, ValueError):
        return None
    if abs(time.time() - status.st_mtime) > NOTED_SECONDS:
        with suppress(OSError):
            os.utime(path)
    return content


def replace(path: str, content: bytes) -> bool:
    """Let the file at `path` have this content from now on; tell whether that was possible."""
    folder = os.path.dirname(path)
    if len(content) > MOST_FILE_BYTES or not _prepare(folder):
        return False
    unfinished = f"{path}.{os.getpid()}.{time.time_ns()}{_UNFINISHED}"
    try:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        with open(os.open(unfinished, flags, 0o600), "wb", buffering=0) as file:
            written = file.write(content)
        if written == len(content):
            os.replace(unfinished, path)
            return True
    except OSError:
        pass
    _remove(unfinished)
    return False


def tidy(folder: str) -> None:
    """Remove what was not used for long, what killed writers left, and what is more than the folder may hold."""
    now = time.time()
    kept: list[tuple[float, int, str]] = []
    for path, used, size in _files(folder):
        age = now - used
        if age > (ABANDONED_SECONDS if path.endswith(_UNFINISHED) else UNUSED_SECONDS):
            _remove(path)
        else:
            kept.append((used, size, path))
    left = sum(size for _, size, _ in kept)
    for _, size, path in sorted(kept):
        if left <= MOST_FOLDER_BYTES:
            break
        _remove(path)
        left -= size


def _files(folder: str) -> list[tuple[str, float, int]]:
    """Return each file that this program may have written: its path, when it was used last, and its size."""
    found = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.endswith((SUFFIX, _UNFINISHED)) and entry.is_file(follow_symlinks=False):
                    status = entry.stat(follow_symlinks=False)
                    found.append((entry.path, status.st_mtime, status.st_size))
    except OSError:  # another process tidies at the same time
        pass
    return found


def _prepare(folder: str) -> bool:
    """Make the folder, for the user alone; tell whether it is there and the user's own."""
    try:
        if not os.path.isdir(folder):
            os.makedirs(os.path.dirname(folder), exist_ok=True)
            with suppress(FileExistsError):
                os.mkdir(folder, 0o700)
        status = os.stat(folder)
    except OSError:
        return False
    return stat.S_ISDIR(status.st_mode) and _is_ours(status)


def _is_ours(status: os.stat_result) -> bool:
    return sys.platform == "win32" or status.st_uid == os.getuid()


def _remove(path: str) -> None:
    with suppress(OSError):
        os.unlink(path)
