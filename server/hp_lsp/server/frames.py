"""Cuts a stream of bytes into messages by their `Content-Length`. Knows nothing of what is in them."""

from __future__ import annotations

import re
from collections.abc import Iterator

_HEADER_END = b"\r\n\r\n"
_LENGTH = re.compile(rb"^content-length[ \t]*:[ \t]*(\d{1,12})[ \t]*$", re.IGNORECASE | re.MULTILINE)
_LONGEST_HEADER = 1 << 16


class Frames:
    """Collects bytes until they hold a message. A header block without a length is skipped."""

    def __init__(self) -> None:
        self._waiting = bytearray()
        self._length: int | None = None

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Take bytes as they come, cut anywhere, and yield the messages that are complete."""
        self._waiting += data
        while True:
            if self._length is None and not self._read_header():
                return
            if self._length is None:
                continue
            if len(self._waiting) < self._length:
                return
            body = bytes(self._waiting[: self._length])
            del self._waiting[: self._length]
            self._length = None
            yield body

    def _read_header(self) -> bool:
        """Take a whole header block off the front; tell whether there was one."""
        end = self._waiting.find(_HEADER_END)
        if end < 0:
            if len(self._waiting) > _LONGEST_HEADER:
                del self._waiting[: 1 - len(_HEADER_END)]
            return False
        found = _LENGTH.search(self._waiting[:end].replace(b"\r", b""))
        del self._waiting[: end + len(_HEADER_END)]
        self._length = int(found[1]) if found else None
        return True
