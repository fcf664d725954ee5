"""The ways bytes come and go: standard input and output, TCP, a named pipe. Knows no message."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
import threading
from typing import BinaryIO, Protocol, cast

log = logging.getLogger(__name__)

_CHUNK = 1 << 16
_SECONDS_TO_FLUSH = 2.0


class Connection(Protocol):
    """The end that messages are for."""

    def receive(self, data: bytes) -> None:
        """Take bytes as they come, cut anywhere."""

    def receive_end(self) -> None:
        """Note that no more will come."""

    def attach(self, writer: Writer) -> None:
        """Take where answers go."""


class Writer(Protocol):
    """Where bytes for the client go."""

    def write(self, data: bytes) -> None:
        """Send bytes; raises OSError when the client has gone."""

    async def close(self) -> None:
        """Wait until everything is sent, then close."""


# --- standard input and output ------------------------------------------------------------------------------


def serve_stdio(connection: Connection) -> None:
    """Serve on standard input and output, which from now on carry the protocol alone.

    Whatever else the process prints goes to standard error. Input is read by a thread of its own with bare
    reads: a buffered reader would hold a lock that the interpreter waits for when it ends.
    """
    source, target = os.dup(0), os.dup(1)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    connection.attach(_PipeWriter(os.fdopen(target, "wb")))
    loop = asyncio.get_running_loop()
    threading.Thread(target=_read, args=(source, connection, loop), name="stdin", daemon=True).start()


def _read(source: int, connection: Connection, loop: asyncio.AbstractEventLoop) -> None:
    try:
        while data := _read_some(source):
            loop.call_soon_threadsafe(connection.receive, data)
        loop.call_soon_threadsafe(connection.receive_end)
    except RuntimeError:
        return  # the loop has ended


def _read_some(source: int) -> bytes:
    try:
        return os.read(source, _CHUNK)
    except OSError:
        return b""


class _PipeWriter:
    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def write(self, data: bytes) -> None:
        self._stream.write(data)
        self._stream.flush()

    async def close(self) -> None:
        try:
            self._stream.close()
        except OSError:
            log.info("the client has closed its end")


# --- sockets and pipes --------------------------------------------------------------------------------------


async def serve_tcp(connection: Connection, address: str) -> None:
    """Serve the first client that connects to `HOST:PORT` or `PORT`; raises ValueError for anything else."""
    host, _, port = address.rpartition(":")
    loop = asyncio.get_running_loop()

    def take() -> _Stream:
        loop.call_soon(listener.close)  # not at once: this client's transport still needs it
        return _Stream(connection)

    listener = await loop.create_server(take, host.strip("[]") or "127.0.0.1", int(port))
    log.info("listening on %s", ", ".join(str(socket.getsockname()) for socket in listener.sockets))


async def serve_pipe(connection: Connection, name: str) -> None:
    """Connect to the socket file or named pipe on which the client listens, and serve there."""
    loop = asyncio.get_running_loop()
    if sys.platform == "win32":
        await loop.create_pipe_connection(lambda: _Stream(connection), name)  # type: ignore[attr-defined]  # Windows has it
    else:
        await loop.create_unix_connection(lambda: _Stream(connection), name)


class _Stream(asyncio.Protocol):
    """A connected socket or pipe, both ways."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._transport: asyncio.WriteTransport | None = None
        self._closed = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.WriteTransport", transport)
        self._connection.attach(self)

    def data_received(self, data: bytes) -> None:
        self._connection.receive(data)

    def connection_lost(self, _: Exception | None) -> None:
        self._connection.receive_end()
        if not self._closed.done():
            self._closed.set_result(None)

    def write(self, data: bytes) -> None:
        if self._transport is None or self._transport.is_closing():
            raise BrokenPipeError
        self._transport.write(data)

    async def close(self) -> None:
        if self._transport is not None:
            self._transport.close()
            await asyncio.wait([self._closed], timeout=_SECONDS_TO_FLUSH)
