"""A client that measures: starts a server, writes requests and notes when an answer's last byte has come."""

from __future__ import annotations

import json
import os
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, NamedTuple

from command import HP_LSP

PUSH = {"textDocument": {"publishDiagnostics": {"versionSupport": True, "relatedInformation": True}}}
COMPLETING = {
    "completionItem": {"snippetSupport": True, "resolveSupport": {"properties": ["documentation"]}},
    "completionList": {"itemDefaults": ["editRange"]},
}
"""What VS Code and Neovim announce of completion, as far as the length of an answer depends on it."""
PULL = {"textDocument": {"diagnostic": {}}, "workspace": {"diagnostics": {"refreshSupport": True}}}

Message = dict[str, Any]


class Answer(NamedTuple):
    """What came, and how many seconds after what it answers was written."""

    content: Any
    seconds: float


class Client:
    """One server and the pipes to it. `is_quiet` once the server has said that its index is complete."""

    def __init__(self, process: subprocess.Popen[bytes], stdin: IO[bytes], stdout: IO[bytes]) -> None:
        self.process = process
        self.is_quiet = False
        self._stdin = stdin
        self._stdout = stdout
        self._last_id = 0
        self._versions: dict[str, int] = {}

    def notify(self, method: str, params: object) -> None:
        """Send a notification."""
        self._send({"method": method, "params": params})

    def request(self, method: str, params: object, since: float | None = None) -> Answer:
        """Return the answer to a request; its seconds count from `since` instead of the request, if given."""
        start = time.perf_counter() if since is None else since
        self._last_id += 1
        self.ask(self._last_id, method, params)
        message, end = self.wait(lambda one: "method" not in one and one.get("id") == self._last_id)
        if "error" in message:
            raise RuntimeError(f"{method}: {message['error']}")
        return Answer(message["result"], end - start)

    def ask(self, request_id: int | str, method: str, params: object) -> None:
        """Send a request and wait for nothing."""
        self._send({"id": request_id, "method": method, "params": params})

    def wait(self, wanted: Callable[[Message], bool]) -> tuple[Message, float]:
        """Return the next message that is wanted and the time at which it had come."""
        while True:
            message, arrived = self._receive()
            if "method" in message and "id" in message:
                self._send({"id": message["id"], "result": None})
            if message.get("method") == "hpLsp/status":
                self.is_quiet = bool(message["params"]["quiescent"])
            if wanted(message):
                return message, arrived

    def initialize(self, root: Path | None, capabilities: object) -> Answer:
        """Do the handshake; return the answer to `initialize`."""
        folders = [{"uri": root.as_uri(), "name": root.name}] if root else None
        params = {
            "processId": os.getpid(),
            "rootUri": None,
            "capabilities": capabilities,
            "workspaceFolders": folders,
        }
        answer = self.request("initialize", params)
        self.notify("initialized", {})
        return answer

    def open(self, uri: str, text: str, language: str = "gin") -> None:
        """Open a document as version 0."""
        self._versions[uri] = 0
        document = {"uri": uri, "languageId": language, "version": 0, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": document})

    def change(self, uri: str, span: object, text: str) -> int:
        """Put `text` in place of a range of a document; return the document's new version."""
        self._versions[uri] += 1
        document = {"uri": uri, "version": self._versions[uri]}
        changes = [{"range": span, "text": text}]
        self.notify("textDocument/didChange", {"textDocument": document, "contentChanges": changes})
        return self._versions[uri]

    def wait_until_quiet(self) -> None:
        """Return when the server has indexed the workspace."""
        if not self.is_quiet:
            self.wait(lambda _: self.is_quiet)

    def _send(self, message: Message) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self._stdin.flush()

    def _receive(self) -> tuple[Message, float]:
        length = 0
        while (line := self._stdout.readline()) != b"\r\n":
            if not line:
                raise EOFError("the server has ended")
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        body = self._stdout.read(length)
        arrived = time.perf_counter()
        return json.loads(body), arrived


@contextmanager
def connect(*arguments: str) -> Iterator[Client]:
    """Start a server; kill it in the end."""
    command = (*HP_LSP, *arguments)
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        if process.stdin is None or process.stdout is None:
            raise RuntimeError("a process without pipes")
        try:
            yield Client(process, process.stdin, process.stdout)
        finally:
            process.kill()


def place(uri: str, line: int, column: int) -> dict[str, Any]:
    """Return the params of a request about a position, both numbers 0-based."""
    return {"textDocument": {"uri": uri}, "position": {"line": line, "character": column}}


def span(line: int, start: int, end: int) -> dict[str, Any]:
    """Return a range within one line, all numbers 0-based."""
    return {"start": {"line": line, "character": start}, "end": {"line": line, "character": end}}
