"""A server in this process, for what needs thousands of messages or a look inside."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Awaitable, Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from hp_lsp.server.frames import Frames
from hp_lsp.server.server import Server
from protocol.rawclient import Client, Message, frame

Result = TypeVar("Result")
FENCE = "fence"


class Sent:
    """What the server has sent, message by message."""

    def __init__(self) -> None:
        self.messages: list[Message] = []
        self._frames = Frames()
        self._changed = asyncio.Event()

    def write(self, data: bytes) -> None:
        self.messages += map(json.loads, self._frames.feed(data))
        self._changed.set()

    async def close(self) -> None:
        pass

    async def answer(self, request_id: object) -> Message:
        return await self.wait(lambda one: one.get("id") == request_id and "method" not in one)

    async def wait(self, is_wanted: Callable[[Message], bool]) -> Message:
        """Return the first message that is wanted, as soon as it has been sent."""
        while True:
            for message in filter(is_wanted, self.messages):
                return message
            self._changed.clear()
            await asyncio.wait_for(self._changed.wait(), 10)


def with_server(use: Callable[[Server, Sent], Awaitable[Result]], capabilities: object = None) -> Result:
    """Run `use` with an initialized server."""

    async def run() -> Result:
        server, sent = Server(), Sent()
        server.protocol.attach(sent)
        send(server, request("initialize", "initialize", {"capabilities": capabilities or {}}))
        send(server, notification("initialized", {}))
        await sent.answer("initialize")
        return await use(server, sent)

    return asyncio.run(run())


def send(server: Server, *messages: object) -> None:
    server.protocol.receive(b"".join(map(frame, messages)))


def exchange(messages: Iterable[object]) -> list[Message]:
    """Send messages, each a JSON value or the bytes of a body, to an initialized server; return all it answers."""

    async def run(server: Server, sent: Sent) -> list[Message]:
        send(server, *messages, {"jsonrpc": "2.0", "id": FENCE, "method": "$/fence"})
        await sent.answer(FENCE)
        return [
            one for one in sent.messages if "method" not in one and one["id"] not in ("initialize", FENCE)
        ]

    return with_server(run)


def request(request_id: Any, method: str, params: object = None) -> Message:
    return {"jsonrpc": "2.0", "id": request_id, "method": method, "params": params}


def notification(method: str, params: object = None) -> Message:
    return {"jsonrpc": "2.0", "method": method, "params": params}


class ThreadClient(Client):
    """A server in a thread: for whole sessions that need no process of their own."""

    def __init__(self) -> None:
        super().__init__()
        self._is_ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()))
        self._thread.start()
        self._is_ready.wait()

    def write(self, data: bytes) -> None:
        self._loop.call_soon_threadsafe(self._server.protocol.receive, data)

    def end(self) -> None:
        self._loop.call_soon_threadsafe(self._server.protocol.end)
        self._thread.join()

    async def _serve(self) -> None:
        self._loop, self._server = asyncio.get_running_loop(), Server()
        self._server.protocol.attach(_Taker(self))
        self._is_ready.set()
        await self._server.protocol.ended


class _Taker:
    def __init__(self, client: Client) -> None:
        self._client = client
        self._frames = Frames()

    def write(self, data: bytes) -> None:
        for body in self._frames.feed(data):
            self._client.take(json.loads(body))

    async def close(self) -> None:
        pass


@contextmanager
def thread_client() -> Iterator[ThreadClient]:
    """Start a server in a thread; end it whatever happens."""
    client = ThreadClient()
    try:
        yield client
    finally:
        client.end()
