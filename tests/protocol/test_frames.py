"""Messages are found in a stream of bytes however it is cut."""

from __future__ import annotations

import random

import pytest

from hp_lsp.server.frames import Frames

BODIES = [b"{}", b"", b'{"a": "\r\n\r\n"}', b"Content-Length: 3\r\n\r\nabc", "é😀".encode(), b"x" * 5000]
STREAM = b"".join(b"Content-Length: %d\r\n\r\n%b" % (len(body), body) for body in BODIES)


def test_any_cuts():
    for seed in range(200):
        random_ = random.Random(seed)
        cuts = sorted(random_.sample(range(len(STREAM)), random_.randrange(40)))
        frames, found = Frames(), []
        for start, end in zip([0, *cuts], [*cuts, len(STREAM)], strict=True):
            found += frames.feed(STREAM[start:end])
        assert found == BODIES


def test_byte_by_byte():
    frames = Frames()
    assert [body for byte in STREAM for body in frames.feed(bytes([byte]))] == BODIES


@pytest.mark.parametrize(
    "header",
    [
        b"Content-Length: 2\r\n\r\n",
        b"content-length: 2\r\n\r\n",
        b"CONTENT-LENGTH:2\r\n\r\n",
        b"Content-Type: application/vscode-jsonrpc; charset=utf-8\r\nContent-Length: 2\r\n\r\n",
        b"Content-Length: 2\r\nX: Content-Length: 9\r\n\r\n",
        b"nonsense\r\n\r\nContent-Length: 2\r\n\r\n",
        b"Content-Length: -1\r\n\r\nContent-Length: 2\r\n\r\n",
        b"Content-Length: two\r\n\r\nContent-Length: 2\r\n\r\n",
        b"\r\n\r\nContent-Length: 2\r\n\r\n",
    ],
)
def test_headers(header: bytes):
    assert list(Frames().feed(header + b"{}")) == [b"{}"]


def test_endless_header_is_not_kept():
    frames = Frames()
    for _ in range(100):
        assert list(frames.feed(b"x" * 10_000)) == []
    assert list(frames.feed(b"\r\n\r\nContent-Length: 2\r\n\r\n{}")) == [b"{}"]
