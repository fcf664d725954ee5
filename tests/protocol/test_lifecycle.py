"""The life of a server: what may come when, and how it ends."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from hp_lsp.server.frames import Frames
from protocol.rawclient import SERVER, RawClient, frame, raw_client

HOVER = {"textDocument": {"uri": "file:///none/x.gin"}, "position": {"line": 0, "character": 0}}


@pytest.fixture
def client(tmp_path: Path):
    with raw_client(tmp_path) as started:
        yield started


def error(answer: dict) -> int:
    assert "result" not in answer
    assert set(answer["error"]) == {"code", "message"}
    return answer["error"]["code"]


def test_request_before_initialize_is_refused(client: RawClient):
    assert error(client.request("textDocument/hover", HOVER)) == -32002
    assert error(client.request("shutdown")) == -32002
    assert error(client.request("no/such")) == -32002


def test_notification_before_initialize_is_dropped(client: RawClient):
    client.open("file:///none/x.gin", "a.b = 1\n")
    client.notify("textDocument/didOpen", {"nonsense": 1})
    client.initialize()
    client.change("file:///none/x.gin", 2, {"text": ""})
    assert client.request("textDocument/hover", HOVER)["result"] is None
    assert client.shut_down() == 0


def test_second_initialize_is_refused(client: RawClient):
    client.initialize()
    assert (
        error(client.request("initialize", {"processId": None, "rootUri": None, "capabilities": {}}))
        == -32600
    )
    assert client.shut_down() == 0


def test_initialize_with_invalid_params_may_be_tried_again(client: RawClient):
    assert error(client.request("initialize", {"capabilities": 3})) == -32602
    assert error(client.request("textDocument/hover", HOVER)) == -32002
    client.initialize()


def test_nothing_works_after_shutdown_but_exit(client: RawClient):
    client.initialize()
    assert client.result("shutdown") is None
    assert error(client.request("textDocument/hover", HOVER)) == -32600
    assert error(client.request("shutdown")) == -32600
    assert error(client.request("initialize", {"capabilities": {}})) == -32600
    client.open("file:///none/x.gin", "a.b = 1\n")
    client.notify("exit")
    assert client.exit_status() == 0


@pytest.mark.parametrize("params", [None, {}, []])
def test_shutdown_with_any_params(client: RawClient, params: object):
    client.initialize()
    assert client.result("shutdown", params) is None


def test_exit_without_shutdown(client: RawClient):
    client.initialize()
    client.notify("exit")
    assert client.exit_status() == 1


def test_exit_before_initialize(client: RawClient):
    client.notify("exit")
    assert client.exit_status() == 1


def test_end_of_input(client: RawClient):
    client.initialize()
    client.process.stdin.close()
    assert client.exit_status() == 1


def test_end_of_input_after_shutdown(client: RawClient):
    client.initialize()
    client.result("shutdown")
    client.process.stdin.close()
    assert client.exit_status() == 0


def test_everything_in_one_write_is_answered_before_the_end():
    """Input that ends directly after the last message: nothing is lost."""
    messages = [
        {
            "jsonrpc": "2.0",
            "id": 1,
            "method": "initialize",
            "params": {"processId": None, "capabilities": {}},
        },
        {"jsonrpc": "2.0", "id": 2, "method": "shutdown"},
        {"jsonrpc": "2.0", "method": "exit"},
    ]
    done = subprocess.run(SERVER, input=b"".join(map(frame, messages)), capture_output=True, timeout=10)
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr
    assert [json.loads(body)["id"] for body in Frames().feed(done.stdout)] == [1, 2]


@pytest.mark.parametrize("way", ["initialize", "flag"])
def test_end_of_the_parent(tmp_path: Path, way: str):
    """The server ends within three seconds of the editor, though its input stays open."""
    editor = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    flags = ("--clientProcessId", str(editor.pid)) if way == "flag" else ()
    with raw_client(tmp_path, *flags) as client:
        client.initialize(processId=editor.pid if way == "initialize" else None)
        time.sleep(0.3)
        assert client.process.poll() is None
        editor.kill()  # not waited for: a process that nobody has buried counts as ended
        assert client.exit_status(within=3.0) == 1
    editor.wait()


def test_client_that_stops_reading(tmp_path: Path):
    with raw_client(tmp_path) as client:
        stop_reading(client)


def stop_reading(client: RawClient) -> None:
    client.initialize()
    client.process.stdout.close()
    client.ask("shutdown")
    client.process.stdin.close()
    assert client.exit_status() in (0, 1)
    assert "Traceback" not in client.log.read_text()
