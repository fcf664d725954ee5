"""A client of bytes: for what a well-behaved client never sends, and to see all that is sent."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

Message = dict[str, Any]
SERVER = (sys.executable, "-m", "hp_lsp")
TIMEOUT = 10.0


def frame(message: object) -> bytes:
    body = message if isinstance(message, bytes) else json.dumps(message).encode()
    return b"Content-Length: %d\r\n\r\n%b" % (len(body), body)


class Client:
    """One connection. Requests of the server are answered by `answers`, with null where it has no entry."""

    def __init__(self) -> None:
        self.capabilities: object = {}
        """What is announced where a test announces nothing else."""
        self.answers: dict[str, Callable[[Any], object]] = {}
        self.received: list[Message] = []
        self.asked: set[str] = set()
        """The methods of all that was sent."""
        self._queue: queue.Queue[Message | None] = queue.Queue()
        self._last_id = 0

    def write(self, data: bytes) -> None:
        raise NotImplementedError

    def take(self, message: Message | None) -> None:
        """Take what the server sends: a message, or None when it has ended."""
        if message is not None:
            self.received.append(message)
            if "method" in message and "id" in message:
                make = self.answers.get(message["method"], lambda params: None)
                answer = {"jsonrpc": "2.0", "id": message["id"], "result": make(message.get("params"))}
                with suppress(OSError, ValueError):  # the server may have ended
                    self.send(answer)
        self._queue.put(message)

    # --- sending ----------------------------------------------------------------------------------------------

    def send(self, message: object) -> None:
        self.write(frame(message))

    def notify(self, method: str, params: object = None) -> None:
        self.asked.add(method)
        self.send({"jsonrpc": "2.0", "method": method, "params": params})

    def ask(self, method: str, params: object = None) -> int:
        """Send a request and return its id."""
        self._last_id += 1
        self.asked.add(method)
        self.send({"jsonrpc": "2.0", "id": self._last_id, "method": method, "params": params})
        return self._last_id

    def request(self, method: str, params: object = None) -> Message:
        """Send a request and return the whole answer."""
        return self.answer(self.ask(method, params))

    def result(self, method: str, params: object = None) -> Any:
        answer = self.request(method, params)
        assert "error" not in answer, answer
        return answer["result"]

    # --- receiving --------------------------------------------------------------------------------------------

    def answer(self, request_id: object) -> Message:
        return self.wait(lambda message: "method" not in message and message.get("id") == request_id)

    def notification(self, method: str, check: Callable[[Any], bool] = lambda params: True) -> Any:
        """Return the params of the next notification or request of that method which `check` accepts."""
        found = self.wait(lambda message: message.get("method") == method and check(message.get("params")))
        return found.get("params")

    def wait(self, wanted: Callable[[Message], bool]) -> Message:
        """Return the next message that is wanted; earlier ones are skipped, but stay in `received`."""
        end = time.monotonic() + TIMEOUT
        while True:
            message = self._queue.get(timeout=max(0.0, end - time.monotonic()))
            if message is None:
                raise EOFError("the server has ended")
            if wanted(message):
                return message

    # --- what clients do --------------------------------------------------------------------------------------

    def initialize(self, capabilities: object = None, **more: object) -> Any:
        announced = self.capabilities if capabilities is None else capabilities
        params = {"processId": os.getpid(), "rootUri": None, "capabilities": announced, **more}
        result = self.result("initialize", params)
        self.notify("initialized", {})
        return result

    def open(self, uri: str, text: str, language: str = "gin", version: int = 1) -> None:
        item = {"uri": uri, "languageId": language, "version": version, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": item})

    def change(self, uri: str, version: int, *changes: object) -> None:
        document = {"uri": uri, "version": version}
        self.notify("textDocument/didChange", {"textDocument": document, "contentChanges": changes})


class RawClient(Client):
    """A server process, its streams and its log."""

    def __init__(self, command: tuple[str, ...], log: Path) -> None:
        super().__init__()
        self.log = log
        with log.open("wb") as errors:
            self.process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, bufsize=0
            )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def write(self, data: bytes) -> None:
        assert self.process.stdin is not None
        view = memoryview(data)
        while view:
            view = view[self.process.stdin.write(view) :]

    def shut_down(self) -> int:
        self.result("shutdown")
        self.notify("exit")
        return self.exit_status()

    def exit_status(self, within: float = 5.0) -> int:
        return self.process.wait(within)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                stream.close()
        self._reader.join()

    def _read(self) -> None:
        for message in self._messages():
            self.take(message)
        self.take(None)

    def _messages(self) -> Iterator[Message]:
        stream = self.process.stdout
        assert stream is not None
        with os.fdopen(os.dup(stream.fileno()), "rb") as buffered:
            while header := buffered.readline():
                assert header.startswith(b"Content-Length: "), header
                assert buffered.readline() == b"\r\n"
                yield json.loads(buffered.read(int(header.split(b":")[1])))


@contextmanager
def raw_client(folder: Path, *arguments: str, command: tuple[str, ...] = SERVER) -> Iterator[RawClient]:
    """Start a server whose log goes to `folder`; end it whatever happens."""
    client = RawClient((*command, *arguments), folder / "server.log")
    try:
        yield client
    finally:
        client.kill()
