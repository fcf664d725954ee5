"""Every request is answered exactly once, whatever it is, and nothing else is answered."""

from __future__ import annotations

import asyncio
import random

import pytest
from lsprotocol import types

from counts import times
from hp_lsp.server.server import Server
from protocol.inprocess import Sent, exchange, notification, request, send, with_server

URI = "file:///none/x.gin"
AT = {"textDocument": {"uri": URI}, "position": {"line": 0, "character": 0}}

REFUSED = [
    ("unknown method", request(1, "no/such"), -32601),
    ("unknown request of the protocol itself", request(1, "$/no"), -32601),
    ("method that is not offered", request(1, "textDocument/moniker", AT), -32601),
    ("no params", request(1, "textDocument/hover"), -32602),
    ("params without position", request(1, "textDocument/hover", {"textDocument": {"uri": URI}}), -32602),
    ("params of a wrong type", request(1, "textDocument/hover", [1]), -32602),
    ("line of a wrong type", request(1, "textDocument/hover", {**AT, "position": {"line": "a"}}), -32602),
    (
        "negative line",
        request(1, "textDocument/hover", {**AT, "position": {"line": -1, "character": 0}}),
        -32602,
    ),
    ("uri of a wrong type", request(1, "textDocument/hover", {**AT, "textDocument": 3}), -32602),
    ("unknown command", request(1, "workspace/executeCommand", {"command": "no"}), -32602),
    (
        "command without argument",
        request(1, "workspace/executeCommand", {"command": "hpLsp.previewExpansion"}),
        -32602,
    ),
    ("no version", {"id": 1, "method": "textDocument/hover", "params": AT}, -32600),
    ("method of a wrong type", {"jsonrpc": "2.0", "id": 1, "method": 5}, -32600),
    ("second initialize", request(1, "initialize", {"capabilities": {}}), -32600),
]


@pytest.mark.parametrize(
    ("message", "code"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED]
)
def test_refusals(message: object, code: int):
    (answer,) = exchange([message])
    assert answer["id"] == 1
    assert answer["error"]["code"] == code
    assert "data" not in answer["error"]


INVALID = [
    ("not JSON", b"{", -32700),
    ("not UTF-8", b'{"jsonrpc": "2.0", "id": 1, "method": "\xff"}', -32700),
    ("deeply nested", b"[" * 200_000, -32700),
    ("a list", [], -32600),
    ("a number", 5, -32600),
    ("id of a wrong type", {"jsonrpc": "2.0", "id": [1], "method": "shutdown"}, -32600),
    ("id true", {"jsonrpc": "2.0", "id": True, "method": "shutdown"}, -32600),
    ("id null", {"jsonrpc": "2.0", "id": None, "method": "shutdown"}, -32600),
]


@pytest.mark.parametrize(
    ("message", "code"), [case[1:] for case in INVALID], ids=[case[0] for case in INVALID]
)
def test_what_is_no_request_is_answered_without_id(message: object, code: int):
    (answer,) = exchange([message])
    assert answer["id"] is None
    assert answer["error"]["code"] == code


@pytest.mark.parametrize(
    "message",
    [
        notification("no/such", {}),
        notification("$/no", {}),
        notification("$/setTrace", {"value": "off"}),
        notification("$/cancelRequest", {"id": 99}),
        notification("$/cancelRequest", {"id": []}),
        notification("$/cancelRequest"),
        notification("textDocument/didOpen", {"textDocument": 1}),
        notification(
            "textDocument/didChange", {"textDocument": {"uri": URI, "version": 1}, "contentChanges": []}
        ),
        notification("textDocument/didClose", {"textDocument": {"uri": URI}}),
        notification("workspace/didChangeWatchedFiles", {"changes": [{"uri": "untitled:x", "type": 1}]}),
        notification("window/workDoneProgress/cancel", {"token": "none"}),
        {"jsonrpc": "2.0", "id": "none", "result": 1},
        {"jsonrpc": "2.0", "id": None, "error": {"code": 1, "message": "m"}},
    ],
    ids=lambda message: message.get("method", "answer to nothing"),
)
def test_what_asks_nothing_gets_no_answer(message: object):
    assert exchange([message]) == []


def test_failing_handler_tells_nothing_of_the_machine():
    async def run(server: Server, sent: Sent) -> None:
        def fail(_: str) -> None:
            raise OSError("/home/me/secret")

        server.feature("test/fail")(fail)
        send(server, request(1, "test/fail"), request(2, "test/fail"), notification("test/fail"))
        first, second = await sent.answer(1), await sent.answer(2)
        assert first["error"] == second["error"]
        assert first["error"] == {"code": -32603, "message": "`test/fail` failed; the server's log says why."}
        shown = [one for one in sent.messages if one.get("method") == "window/showMessage"]
        assert len(shown) == 1
        assert "secret" not in str(sent.messages)
        assert not server.protocol.ended.done()

    with_server(run)


def test_answer_that_is_no_json_is_an_error():
    async def run(server: Server, sent: Sent) -> None:
        server.feature("test/nan")(lambda _: float("nan"))
        send(server, request(1, "test/nan"))
        assert (await sent.answer(1))["error"]["code"] == -32603

    with_server(run)


def test_running_request_is_cancelled_at_once():
    async def run(server: Server, sent: Sent) -> None:
        was_cancelled = asyncio.Event()

        async def wait(_: str) -> None:
            try:
                await asyncio.sleep(60)
            finally:
                was_cancelled.set()

        server.feature("test/wait")(wait)
        send(server, request(1, "test/wait"), request("two", "test/wait"))
        await asyncio.sleep(0.05)
        send(
            server, notification("$/cancelRequest", {"id": 1}), notification("$/cancelRequest", {"id": "two"})
        )
        for request_id in (1, "two"):
            answer = await asyncio.wait_for(sent.answer(request_id), 1.0)
            assert answer["error"]["code"] == -32800
        assert was_cancelled.is_set()

    with_server(run)


def test_request_cancelled_before_it_begins_never_begins():
    async def run(server: Server, sent: Sent) -> None:
        begun = []

        def begin(_: str) -> None:
            begun.append(1)

        server.feature("test/begin")(begin)
        send(server, request(1, "test/begin"), notification("$/cancelRequest", {"id": 1}))
        send(server, request(2, "test/begin"))
        assert (await sent.answer(1))["error"]["code"] == -32800
        assert "result" in await sent.answer(2)
        assert len(begun) == 1
        send(server, request(1, "test/begin"))
        await asyncio.sleep(0.05)
        assert len(begun) == 2  # an id may be used again

    with_server(run)


def test_cancellation_of_no_request_says_nothing_of_later_ones():
    stray = notification("$/cancelRequest", {"id": 1})
    no_notification = {**stray, "id": "x"}
    first, second = exchange([stray, no_notification, request(1, "textDocument/hover", AT)])
    assert (first["id"], first["error"]["code"]) == ("x", -32601)
    assert (second["id"], second["result"]) == (1, None)


def test_shutdown_ends_running_requests():
    async def run(server: Server, sent: Sent) -> None:
        async def wait(_: str) -> None:
            await asyncio.sleep(60)

        server.feature("test/wait")(wait)
        send(server, request(1, "test/wait"))
        await asyncio.sleep(0.05)
        send(server, request(2, "shutdown"))
        assert "result" in await sent.answer(2)
        assert (await sent.answer(1))["error"]["code"] == -32800

    with_server(run)


SOUP_METHODS = [
    "textDocument/hover",
    "textDocument/definition",
    "textDocument/references",
    "textDocument/completion",
    "completionItem/resolve",
    "textDocument/diagnostic",
    "workspace/executeCommand",
    "initialize",
    "no/such",
    "$/no",
]
SOUP_NOTES = [
    "textDocument/didOpen",
    "textDocument/didChange",
    "textDocument/didClose",
    "workspace/didChangeWatchedFiles",
    "workspace/didChangeWorkspaceFolders",
    "workspace/didChangeConfiguration",
    "$/cancelRequest",
    "initialized",
    "no/such",
]
SOUP_URIS = [
    URI,
    "untitled:Untitled-1",
    "file:///none/y.py",
    "git:/x?y",
    "file://%zz",
    "",
    "http://[",
    "file:///a%00b.hyp",
]


def _params(random_: random.Random) -> object:
    uri = random_.choice(SOUP_URIS)
    position = {"line": random_.randrange(4), "character": random_.randrange(2**31)}
    return random_.choice(
        [
            None,
            [],
            {},
            3,
            {"id": random_.randrange(2000)},
            {"textDocument": {"uri": uri}, "position": position},
            {"textDocument": {"uri": uri}, "position": position, "context": {"includeDeclaration": True}},
            {
                "textDocument": {
                    "uri": uri,
                    "languageId": "gin",
                    "version": 1,
                    "text": "a.b = @c\n\n[\ud83d\ude00",
                }
            },
            {
                "textDocument": {"uri": uri, "version": 2},
                "contentChanges": [
                    {"range": {"start": position, "end": {"line": 0, "character": 1}}, "text": "x\r\n"}
                ],
            },
            {
                "command": "hpLsp.previewExpansion",
                "arguments": [random_.choice([None, {"uri": uri}, {"uri": uri, "start": -1}])],
            },
            {"changes": [{"uri": uri, "type": 2}]},
            {"event": {"added": [{"uri": uri, "name": "x"}], "removed": []}},
            {"settings": random_.choice([None, 3, {"hp-lsp": {"select": 5, "no": 1}}, {"hp-lsp": []}])},
            {
                "label": "x",
                "data": random_.choice(
                    [
                        None,
                        3,
                        {"path": "x", "symbol": ["a", "b", "c"]},
                        {"path": uri, "symbol": ["gin", "macro", "m"]},
                    ]
                ),
            },
        ]
    )


@pytest.mark.parametrize("seed", range(times(20)))
def test_soup(seed: int):
    """Messages of all kinds in any order: each request gets its one answer, and the server lives."""
    random_ = random.Random(seed)
    messages, ids = [], []
    for number in range(1000):
        if random_.random() < 0.6:
            messages.append(request(number, random_.choice(SOUP_METHODS), _params(random_)))
            ids.append(number)
        else:
            messages.append(notification(random_.choice(SOUP_NOTES), _params(random_)))
    answers = exchange(messages)
    assert sorted(answer["id"] for answer in answers) == ids
    failures = [answer for answer in answers if answer.get("error", {}).get("code") == -32603]
    assert failures == []


def test_all_methods_are_those_of_the_protocol():
    async def run(server: Server, _: Sent) -> None:
        assert set(server.protocol.fm.features) <= set(types.METHOD_TO_TYPES)

    with_server(run)
