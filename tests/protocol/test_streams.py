"""The streams of the real process: what is on them, how they are cut, which there are."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from protocol.rawclient import RawClient, frame, raw_client
from protocol.session import hover


@pytest.fixture
def client(tmp_path: Path) -> Iterator[RawClient]:
    with raw_client(tmp_path) as started:
        yield started


NOISY = """
import os, sys
from hp_lsp.server.server import Server
begin = Server.begin
def noisy(self, params):
    print("noise"); sys.__stdout__.write("noise"); sys.__stdout__.flush(); os.write(1, b"noise")
    return begin(self, params)
Server.begin = noisy
from hp_lsp.cli import main
sys.exit(main([]))
"""


def test_only_the_protocol_is_written_to_standard_output(tmp_path: Path):
    with raw_client(tmp_path, command=(sys.executable, "-c", NOISY)) as client:
        client.initialize()
        assert client.shut_down() == 0
        assert client.log.read_text().count("noise") == 3


def test_byte_by_byte(client: RawClient):
    message = {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "initialize",
        "params": {"processId": None, "capabilities": {}},
    }
    for byte in frame(message):
        client.write(bytes([byte]))
    assert "result" in client.answer(1)


def test_many_messages_in_one_write(client: RawClient):
    client.initialize()
    send_many_at_once(client)


def send_many_at_once(client: RawClient) -> None:
    messages = [{"jsonrpc": "2.0", "id": f"m{number}", "method": "no/such"} for number in range(50)]
    client.write(b"".join(map(frame, messages)))
    assert [client.answer(f"m{number}")["error"]["code"] for number in range(50)] == [-32601] * 50


def test_large_document(client: RawClient):
    client.initialize()
    open_a_large_document(client)


def open_a_large_document(client: RawClient) -> None:
    start = time.monotonic()
    client.open("file:///none/large.py", "# 0123456789\n" * 800_000, "python")
    assert hover(client, "file:///none/large.py", 700_000, 3) is None
    assert time.monotonic() - start < 5.0


def test_log_file(tmp_path: Path):
    with raw_client(tmp_path, "--log-file", str(tmp_path / "own.log")) as client:
        client.initialize()
        client.change("file:///none/x.gin", 1, {"text": ""})
        assert client.shut_down() == 0
        assert client.log.read_text() == ""
        assert "not open" in (tmp_path / "own.log").read_text()


@pytest.mark.skipif(os.name == "nt", reason="socket files are Unix's")
def test_pipe(tmp_path: Path):
    import socket

    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(tmp_path / "s"))
    listener.listen()
    with raw_client(tmp_path, "--pipe", str(tmp_path / "s")) as client:
        connection, _ = listener.accept()
        talk(connection)
        assert client.exit_status() == 0
    connection.close()
    listener.close()


def test_tcp(tmp_path: Path):
    import re
    import socket

    with raw_client(tmp_path, "--tcp", "127.0.0.1:0") as client:
        while not (found := re.search(r"listening on .*?, (\d+)\)", client.log.read_text())):
            time.sleep(0.02)
            assert client.process.poll() is None
        with socket.create_connection(("127.0.0.1", int(found[1]))) as connection:
            talk(connection)
        assert client.exit_status() == 0


def talk(connection: Any) -> None:
    """Begin and end a session on a socket."""
    requests = [
        {
            "jsonrpc": "2.0",
            "id": 1,
            "method": "initialize",
            "params": {"processId": None, "capabilities": {}},
        },
        {"jsonrpc": "2.0", "id": 2, "method": "shutdown"},
        {"jsonrpc": "2.0", "method": "exit"},
    ]
    connection.settimeout(10)
    connection.sendall(b"".join(map(frame, requests)))
    received = b""
    while data := connection.recv(65536):
        received += data
    assert b'"id":1' in received
    assert b'"id":2' in received


@pytest.mark.parametrize(
    "flags", [("--tcp", "nonsense"), ("--tcp", "127.0.0.1:99999"), ("--pipe", "/no/such/socket")]
)
def test_unusable_transport(tmp_path: Path, flags: tuple[str, ...]):
    with raw_client(tmp_path, *flags) as client:
        assert client.exit_status() == 2
        assert client.log.read_text().startswith("hp-lsp: ")
        assert "Traceback" not in client.log.read_text()
