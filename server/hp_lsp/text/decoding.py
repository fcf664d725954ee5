"""Bytes of a file to text. Knows UTF-8, byte order marks and Python's coding cookie; reads no file."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

_COOKIE = re.compile(rb"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")


class Decoded(NamedTuple):
    """The text of a file. `error` is the offset in code points of the first byte that is not UTF-8, if any.

    Such bytes stand in the text as lone surrogates (PEP 383), so nothing of the file is lost.
    """

    source: str
    error: int | None = None


def decode(data: bytes) -> Decoded:
    """Decode a config file: UTF-8, whatever the locale says. A byte order mark stays, as U+FEFF."""
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError as problem:
        before = len(data[: problem.start].decode("utf-8"))
        return Decoded(data.decode("utf-8", "surrogateescape"), before)


def decode_python(data: bytes) -> str:
    """Decode a Python file by its byte order mark or coding cookie (PEP 263), else as UTF-8."""
    if data.startswith(codecs.BOM_UTF8):
        return data[len(codecs.BOM_UTF8) :].decode("utf-8", "surrogateescape")
    for line in data.split(b"\n", 2)[:2]:
        cookie = _COOKIE.match(line)
        if cookie:
            try:
                return data.decode(cookie.group(1).decode("ascii"))
            except (LookupError, UnicodeDecodeError):
                break
    return decode(data).source
