"""One cache file: a line that vouches for the rest, a table in JSON, then texts that are read when they are asked for.

Knows the form of the file and what it depends on besides the files that it tells of; not what the table says.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import Any

from hp_lsp import __version__
from hp_lsp.project.cache import folder

FORM = 2
"""To be raised when what is kept changes in a way that the program's own files do not show."""

MOST_UNPACKED = 100_000_000
"""Bytes that one file's text may have."""

_HEAD = b"hp-lsp cache %b\n"
_DIGEST_BYTES = 16


def digest(data: bytes) -> str:
    """Return what tells content from other content."""
    import hashlib

    return hashlib.blake2b(data, digest_size=_DIGEST_BYTES).hexdigest()


def path_for(roots: Sequence[str]) -> str | None:
    """Return the file for a project with these folders, read by this version with this Python; None without a place."""
    place = folder.cache_folder()
    if place is None or not roots:
        return None
    known = "\0".join((*roots, __version__, sys.version)).encode("utf-8", "surrogatepass")
    return os.path.join(place, digest(known) + folder.SUFFIX)


def load(path: str, roots: Sequence[str]) -> tuple[dict[str, Any], bytes] | None:
    """Return the table and the texts behind it; None where the file is not whole, or of another program or project."""
    content = folder.read(path)
    head, line, rest = (content or b"").partition(b"\n")
    if not line or head + line != _HEAD % digest(rest).encode():
        return None
    table, _, texts = rest.partition(b"\n")
    try:
        with _collector_paused():
            found = from_json(table)
        is_of_now = isinstance(found, dict) and found.pop("of", None) == _identity(roots)
    except (ValueError, RecursionError, MemoryError, OSError):
        return None
    return (found, texts) if is_of_now else None


def save(path: str, roots: Sequence[str], table: dict[str, Any], texts: Sequence[bytes]) -> None:
    """Write a file that `load` reads, where that is possible; what lies in the folder for long goes."""
    try:
        rest = b"\n".join((as_json({"of": _identity(roots), **table}), b"".join(texts)))
    except OSError:
        return
    if folder.replace(path, _HEAD % digest(rest).encode() + rest):
        folder.tidy(os.path.dirname(path))


def as_json(value: Any) -> bytes:
    """Return a value as JSON on one line in which every text, whatever is in it, reads as it was."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), check_circular=False)
    return text.encode("utf-8", "surrogatepass")


def from_json(text: bytes) -> Any:
    """Return the value that `as_json` wrote; raises ValueError or RecursionError where it is none."""
    return json.loads(text.decode("utf-8", "surrogatepass"))


def pack(value: Any) -> bytes:
    """Return a value as `as_json` does, a fifth as long: most of what is kept is never asked for again."""
    return zlib.compress(as_json(value), 1)


def unpack(packed: bytes) -> Any:
    """Return the value that `pack` wrote; raises ValueError or RecursionError where it is none, or too large to be."""
    reading = zlib.decompressobj()
    try:
        text = reading.decompress(packed, MOST_UNPACKED)
    except zlib.error as problem:
        raise ValueError(str(problem)) from None
    if not reading.eof:
        raise ValueError("not all of it is here, or it is too much")
    return from_json(text)


def _identity(roots: Sequence[str]) -> list[Any]:
    return [FORM, __version__, sys.version, _program(), *roots]


@cache
def _program() -> str:
    """Return what changes when a file of this program does."""
    top = os.path.dirname(os.path.dirname(os.path.dirname(__file__)))
    pending = [os.path.join(top, name) for name in ("dialects", "project", "python", "text")]
    found = []
    while pending:
        with os.scandir(pending.pop()) as entries:
            for entry in entries:
                if entry.is_dir():
                    pending.append(entry.path)
                elif entry.name.endswith(".py"):
                    status = entry.stat()
                    found.append((entry.path, status.st_mtime_ns, status.st_size))
    return digest(repr(sorted(found)).encode("utf-8", "surrogatepass"))


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Let nobody look for cycles in what is being read: reading takes five times as long otherwise."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
