"""A request that needs every file is worked on in slices: others are answered meanwhile, and cancelling it stops it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from hp_lsp.server.server import Server
from protocol.inprocess import Sent, notification, request, send, with_server
from protocol.session import place

FILES = 60
CODE = "import gin\n\n\n@gin.configurable\ndef train(steps=1):\n    pass\n"
METHODS = {
    "textDocument/references": {"context": {"includeDeclaration": True}},
    "textDocument/implementation": {},
    "textDocument/rename": {"newName": "rounds"},
    "textDocument/prepareRename": {},
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project in which the names of all configs take far longer than one slice."""
    (tmp_path / "code.py").write_text(CODE)
    for number in range(FILES):
        lines = (f"scope{line}/train.steps = {line}\n" for line in range(200))
        (tmp_path / f"c{number:02}.gin").write_text("".join(lines))
    return tmp_path


def in_project(folder: Path, use: Callable[[Server, Sent], Awaitable[None]]) -> None:
    async def run(server: Server, sent: Sent) -> None:
        added = [{"uri": folder.as_uri(), "name": "w"}]
        send(
            server,
            notification("workspace/didChangeWorkspaceFolders", {"event": {"added": added, "removed": []}}),
        )
        while not server.project.snapshot().complete:
            await asyncio.sleep(0.001)
        await use(server, sent)

    with_server(run, {"textDocument": {"rename": {"prepareSupport": True}}})


def named(server: Server) -> int:
    """Return the number of files whose names are known."""
    return sum(key == "occurrences" for key, _ in server.project.snapshot().code.by_document)


@pytest.mark.parametrize("method", METHODS)
def test_a_cancelled_request_stops(folder: Path, method: str) -> None:
    async def run(server: Server, sent: Sent) -> None:
        at = {
            "textDocument": {"uri": (folder / "code.py").as_uri()},
            "position": {"line": 4, "character": 11},
        }
        send(server, request(1, method, {**at, **METHODS[method]}))
        while not named(server):
            await asyncio.sleep(0)
        send(server, request(2, "textDocument/hover", at), notification("$/cancelRequest", {"id": 1}))
        assert (await sent.answer(2))["result"] is not None
        assert (await sent.answer(1))["error"]["code"] == -32800
        done = named(server)
        assert done < FILES
        await asyncio.sleep(0.1)
        assert named(server) == done

    in_project(folder, run)


def test_a_document_that_changes_meanwhile(folder: Path) -> None:
    async def run(server: Server, sent: Sent) -> None:
        uri = (folder / "code.py").as_uri()
        item = {"uri": uri, "languageId": "python", "version": 1, "text": CODE}
        send(server, notification("textDocument/didOpen", {"textDocument": item}))
        at = {"textDocument": {"uri": uri}, "position": {"line": 4, "character": 11}}
        send(server, request(1, "textDocument/rename", {**at, "newName": "rounds"}))
        while named(server) < 3:
            await asyncio.sleep(0)
        change = {"range": place(0, 0, 0, 0), "text": "\n"}
        document = {"uri": uri, "version": 2}
        send(
            server,
            notification("textDocument/didChange", {"textDocument": document, "contentChanges": [change]}),
        )
        assert (await sent.answer(1))["error"]["code"] == -32801

    in_project(folder, run)
