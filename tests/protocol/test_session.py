"""A whole session over bytes: texts, files, settings, streams, as clients of different abilities see it."""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from protocol.rawclient import Client, frame, raw_client

HERE = Path(__file__).parent
VSCODE, NEOVIM = (
    json.loads((HERE.parent / "clients" / name).read_text())["capabilities"]
    for name in ("vscode-1.99.3.json", "neovim-0.11.4.json")
)
CLIENTS = {"nothing": {}, "neovim": NEOVIM, "vscode": VSCODE}
STATUS = "hpLsp/status"
PUBLISH = "textDocument/publishDiagnostics"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    folder = tmp_path / "work space"
    shutil.copytree(HERE / "workspace", folder)
    return folder


@pytest.fixture
def client(tmp_path: Path):
    with thread_client() as started:
        yield started


def begin(client: Client, workspace: Path, capabilities: object = None, **more: object) -> Any:
    """Initialize the server in the workspace and wait until it has read everything."""
    folders = [{"uri": workspace.as_uri(), "name": "w"}]
    result = client.initialize(capabilities, workspaceFolders=folders, **more)
    client.notification(STATUS, lambda status: status["quiescent"])
    return result


def codes(params: Any) -> list[str]:
    return [item["code"] for item in params["diagnostics"]]


def pulled(client: Client, uri: str, **more: object) -> Any:
    return client.result("textDocument/diagnostic", {"textDocument": {"uri": uri}, **more})


def hover(client: Client, uri: str, line: int, character: int) -> Any:
    at = {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}}
    return client.result("textDocument/hover", at)


# --- texts ----------------------------------------------------------------------------------------------------


def test_open_text_counts_until_it_is_closed(client: Client, workspace: Path):
    """The file on disk is not read while its document is open, and is again afterwards."""
    begin(client, workspace)
    uri = (workspace / "configs/base.gin").as_uri()
    client.open(uri, "Transformer.depht = 1\n")
    assert codes(client.notification(PUBLISH)) == ["GIN102"]
    (workspace / "configs/base.gin").write_text("nonsense\n")
    client.change(uri, 2, {"range": place(0, 12, 0, 17), "text": "depth"})
    assert codes(client.notification(PUBLISH)) == []
    assert hover(client, uri, 0, 15) is not None
    client.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
    assert hover(client, uri, 0, 15) is None


def place(*numbers: int) -> object:
    start, end = numbers[:2], numbers[2:]
    return {"start": dict(zip(("line", "character"), start, strict=True)),
            "end": dict(zip(("line", "character"), end, strict=True))}  # fmt: skip


def test_several_changes_at_once(client: Client, workspace: Path):
    begin(client, workspace)
    uri = (workspace / "configs/new.gin").as_uri()
    client.open(uri, "\f\u2028\n")
    client.change(
        uri,
        2,
        {"range": place(0, 0, 0, 99), "text": "train.steps = 1"},
        {"range": place(1, 0, 1, 0), "text": "train.stesp = 1\n"},
        {"range": place(1, 9, 1, 11), "text": "ps"},
        {"text": "# 😀\ntrain.steps = 1\n"},
        {"range": place(1, 9, 1, 11), "text": "😀"},
        {"range": place(1, 9, 1, 11), "text": "ps"},
    )
    found = hover(client, uri, 1, 8)
    assert found["range"] == place(1, 6, 1, 11)


@pytest.mark.parametrize(
    "uri",
    [
        "untitled:Untitled-1",
        "git:/x/y.gin?%7B%7D",
        "vscode-notebook-cell:/x/y.ipynb#X10",
        "vscode-remote://ssh-remote%2Bhost/x/y.gin",
        "file:///no/such/folder/%C3%A9.gin",
        "file:///c%3A/x/y.gin",
        "file:///c:/x/y.gin",
        "file://server/share/y.gin",
        "FILE:///x/y.gin",
        "file:///x/%ff.gin",
        "file:///x/%00.gin",
        "file:///",
        "nonsense",
        "",
    ],
)
def test_all_kinds_of_uris(odd_client: Client, uri: str):
    """Every feature answers for every kind of document, without a failure of the server."""
    client = odd_client
    client.open(uri, "a = 1\nb.c = %a\n[\n")
    at = {"textDocument": {"uri": uri}, "position": {"line": 1, "character": 7}}
    for method in ("hover", "definition", "completion"):
        assert "error" not in client.request(f"textDocument/{method}", at)
    references = client.request("textDocument/references", {**at, "context": {"includeDeclaration": True}})
    assert {found["uri"] for found in references["result"]} == {uri}
    client.change(uri, 2, {"text": "a.b = 1\n"})
    client.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
    assert "error" not in client.request("textDocument/hover", at)


@pytest.fixture(scope="module")
def odd_client(tmp_path_factory: pytest.TempPathFactory):
    with thread_client() as started:
        started.initialize()
        yield started


# --- diagnostics: pushed or pulled, never both ----------------------------------------------------------------


def test_push(client: Client, workspace: Path):
    result = begin(client, workspace, {})
    assert "diagnosticProvider" not in result["capabilities"]
    uri = (workspace / "configs/broken.gin").as_uri()
    client.open(uri, (workspace / "configs/broken.gin").read_text())
    published = client.notification(PUBLISH)
    assert published["uri"] == uri
    assert codes(published) == ["GIN102", "GIN001"]
    assert "error" in client.request("textDocument/diagnostic", {"textDocument": {"uri": uri}})
    client.notify("textDocument/didClose", {"textDocument": {"uri": uri}})
    assert client.notification(PUBLISH) == {"uri": uri, "diagnostics": []}


def test_push_is_stamped_with_the_version_where_the_client_knows_it(client: Client, workspace: Path):
    begin(client, workspace, {"textDocument": {"publishDiagnostics": {"versionSupport": True}}})
    uri = (workspace / "configs/broken.gin").as_uri()
    client.open(uri, "[", version=7)
    assert client.notification(PUBLISH)["version"] == 7


def test_pull(client: Client, workspace: Path):
    result = begin(client, workspace, VSCODE)
    assert result["capabilities"]["diagnosticProvider"]["interFileDependencies"]
    uri = (workspace / "configs/broken.gin").as_uri()
    client.open(uri, (workspace / "configs/broken.gin").read_text())
    report = pulled(client, uri)
    assert report["kind"] == "full"
    first, second = report["items"]
    assert (first["code"], second["code"]) == ("GIN102", "GIN001")
    assert first["codeDescription"]["href"].endswith("#gin102")
    assert first["source"] == "hp-lsp"
    again = pulled(client, uri, previousResultId=report["resultId"])
    assert again == {"kind": "unchanged", "resultId": report["resultId"]}
    client.change(uri, 2, {"range": place(0, 12, 0, 17), "text": "depth"})
    after = pulled(client, uri, previousResultId=report["resultId"])
    assert [item["code"] for item in after["items"]] == ["GIN001"]
    assert all(message.get("method") != PUBLISH for message in client.received)


def test_pulled_diagnostics_are_called_outdated_when_code_changes(client: Client, workspace: Path):
    begin(client, workspace, VSCODE)
    config, code = workspace / "configs/broken.gin", workspace / "model.py"
    client.open(config.as_uri(), "Transformer.depht = 4\n")
    report = pulled(client, config.as_uri())
    assert [item["code"] for item in report["items"]] == ["GIN102"]
    code.write_text(code.read_text().replace("depth", "depht"))
    client.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": code.as_uri(), "type": 2}]})
    client.notification("workspace/diagnostic/refresh")
    assert pulled(client, config.as_uri(), previousResultId=report["resultId"])["items"] == []


def test_pushed_diagnostics_follow_open_code(client: Client, workspace: Path):
    begin(client, workspace, {})
    config, code = workspace / "configs/broken.gin", workspace / "model.py"
    client.open(config.as_uri(), "Transformer.depht = 4\n")
    assert codes(client.notification(PUBLISH)) == ["GIN102"]
    client.open(code.as_uri(), code.read_text().replace("depth", "depht"), "python")
    assert codes(client.notification(PUBLISH, lambda params: params["uri"] == config.as_uri())) == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_columns_of_what_is_sent(client: Client, workspace: Path, encoding: str):
    result = begin(client, workspace, {"general": {"positionEncodings": ["x", encoding, "utf-16"]}})
    assert result["capabilities"]["positionEncoding"] == encoding
    uri = (workspace / "configs/broken.gin").as_uri()
    client.open(uri, (workspace / "configs/broken.gin").read_text())
    second = client.notification(PUBLISH)["diagnostics"][1]
    column = {"utf-8": 28, "utf-16": 22, "utf-32": 19}[encoding]
    assert second["range"] == place(1, column, 1, column + 1)


# --- files on disk --------------------------------------------------------------------------------------------


def test_watched_files_are_registered_where_the_client_allows(client: Client, workspace: Path):
    begin(client, workspace, VSCODE)
    client.request(
        "textDocument/hover", {"textDocument": {"uri": "file:///x"}, "position": {"line": 0, "character": 0}}
    )
    registered = {
        registration["method"]: registration["registerOptions"]
        for message in client.received
        if message.get("method") == "client/registerCapability"
        for registration in message["params"]["registrations"]
    }
    assert set(registered) == {"workspace/didChangeWatchedFiles", "workspace/didChangeConfiguration"}
    patterns = [
        watcher["globPattern"] for watcher in registered["workspace/didChangeWatchedFiles"]["watchers"]
    ]
    assert "**/*.{gin,hyp,py,pyi}" in patterns


def test_watched_files_follow_the_settings(client: Client, workspace: Path):
    begin(client, workspace, VSCODE)
    client.answers["workspace/configuration"] = lambda params: [{"hpman-files": ["params/*.yaml", "hp.yml"]}]
    client.notify("workspace/didChangeConfiguration", {"settings": None})
    client.notification("client/unregisterCapability")
    (registration,) = client.notification("client/registerCapability")["registrations"]
    patterns = [watcher["globPattern"] for watcher in registration["registerOptions"]["watchers"]]
    assert patterns[-2:] == ["params/*.yaml", "**/hp.yml"]


def test_many_files_change_at_once(client: Client, workspace: Path):
    """As when a branch is switched: hundreds of files come, others go, in one notification."""
    begin(client, workspace, {})
    code, text = (workspace / "model.py").as_uri(), (workspace / "model.py").read_text(encoding="utf-8")
    client.open(code, text, "python")
    new = [workspace / f"configs/new{number}.gin" for number in range(300)]
    for path in new:
        path.write_text("train.steps = 1\n")
    old = workspace / "configs/train.gin"
    old.unlink()
    changes = [*({"uri": path.as_uri(), "type": 1} for path in new), {"uri": old.as_uri(), "type": 3}]
    client.notify("workspace/didChangeWatchedFiles", {"changes": changes})
    client.notification(STATUS, lambda status: not status["quiescent"])
    client.notification(STATUS, lambda status: status["quiescent"])
    line = next(number for number, content in enumerate(text.split("\n")) if "steps: int" in content)
    at = {
        "textDocument": {"uri": code},
        "position": {"line": line, "character": text.split("\n")[line].index("steps")},
    }
    found = client.result("textDocument/references", {**at, "context": {"includeDeclaration": False}})
    names = {place["uri"].rpartition("/")[2] for place in found}
    assert names == {path.name for path in new} | {"depth.hyp"}


@pytest.mark.parametrize("name", ["nothing", "neovim"])
def test_files_are_looked_for_where_it_does_not(client: Client, workspace: Path, name: str):
    begin(client, workspace, CLIENTS[name])
    uri = (workspace / "configs/broken.gin").as_uri()
    client.open(uri, "Optimizer.rate = 1\n")
    assert len(codes(client.notification(PUBLISH))) == 1
    (workspace / "optim.py").write_text(
        "import gin\n\n@gin.configurable\nclass Optimizer:\n    def __init__(self, rate=1): pass\n"
    )
    assert codes(client.notification(PUBLISH)) == []
    assert all(message.get("method") != "client/registerCapability" for message in client.received)


def test_settings_of_the_project_are_looked_for_too(client: Client, workspace: Path):
    begin(client, workspace, NEOVIM)
    uri = (workspace / "configs/broken.gin").as_uri()
    client.open(uri, "Transformer.depht = 4\n")
    assert codes(client.notification(PUBLISH)) == ["GIN102"]
    (workspace / "hp-lsp.toml").write_text('ignore = ["GIN102"]\nselekt = []\n')
    assert codes(client.notification(PUBLISH)) == []
    assert "selekt" in shown_messages(client)[0]["message"]


def test_workspace_folders_come_and_go(client: Client, workspace: Path, tmp_path: Path):
    client.initialize({}, workspaceFolders=None)
    uri = (workspace / "configs/base.gin").as_uri()
    folder = {"uri": workspace.as_uri(), "name": "w"}
    client.open(uri, "Transformer.depth = 4\n")
    assert hover(client, uri, 0, 15) is None
    client.notify(
        "workspace/didChangeWorkspaceFolders", {"event": {"added": [folder, folder], "removed": []}}
    )
    client.notification(STATUS, lambda status: status["quiescent"] and status["indexedFiles"] >= 5)
    assert hover(client, uri, 0, 15) is not None
    client.notify("workspace/didChangeWorkspaceFolders", {"event": {"added": [], "removed": [folder]}})
    assert hover(client, uri, 0, 15) is None


def test_file_opened_without_a_workspace_brings_its_project(client: Client, workspace: Path):
    (workspace / "pyproject.toml").touch()
    client.initialize({})
    uri = (workspace / "configs/base.gin").as_uri()
    client.open(uri, "Transformer.depth = 4\n")
    client.notification(STATUS, lambda status: status["quiescent"] and status["indexedFiles"] > 0)
    assert hover(client, uri, 0, 15) is not None


def test_home_is_not_read_for_a_file_in_it(workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HOME", str(workspace / "configs"))
    with thread_client() as client:
        client.initialize({})
        uri = (workspace / "x.gin").as_uri()
        client.open(uri, "Transformer.depth = 4\n")
        assert client.notification(STATUS, lambda status: status["quiescent"])["indexedFiles"] <= 1
        assert hover(client, uri, 0, 15) is None


# --- settings -------------------------------------------------------------------------------------------------


def test_settings_that_say_nothing(client: Client, workspace: Path):
    begin(client, workspace, VSCODE)
    uri = (workspace / "configs/broken.gin").as_uri()
    first = pulled(client, uri)
    assert len(first["items"]) == 2
    for answer in (None, [None], [{}], [], [{"select": None}], {"error": 1}, 5):
        client.answers["workspace/configuration"] = lambda params, answer=answer: answer
        client.notify("workspace/didChangeConfiguration", {"settings": None})
        client.notification("workspace/configuration")
        assert pulled(client, uri, previousResultId=first["resultId"])["kind"] == "unchanged"
    assert shown_messages(client) == []


def test_settings_fall_back_one_by_one_with_one_message(client: Client, workspace: Path):
    settings = {"select": "GIN", "ignore": ["GIN1"], "severity": 5, "no-such": 1, "trace": {"server": "off"}}
    client.answers["workspace/configuration"] = lambda params: [settings]
    begin(client, workspace, VSCODE)
    shown = (
        client.notification("window/showMessage") if not shown_messages(client) else shown_messages(client)[0]
    )
    uri = (workspace / "configs/broken.gin").as_uri()
    assert [item["code"] for item in pulled(client, uri)["items"]] == ["GIN001"]
    assert len(shown_messages(client)) == 1
    for name in ("select", "severity", "no-such"):
        assert name in shown["message"]
    assert "ignore" not in shown["message"]
    assert "trace" not in shown["message"]


def shown_messages(client: Client) -> list[Any]:
    return [one["params"] for one in client.received if one.get("method") == "window/showMessage"]


def test_options_of_initialize_count_where_there_are_no_settings(client: Client, workspace: Path):
    begin(client, workspace, VSCODE, initializationOptions={"ignore": ["GIN102"]})
    uri = (workspace / "configs/broken.gin").as_uri()
    assert [item["code"] for item in pulled(client, uri)["items"]] == ["GIN001"]
    client.answers["workspace/configuration"] = lambda params: [{"ignore": ["GIN001"]}]
    client.notify("workspace/didChangeConfiguration", {"settings": None})
    client.notification("workspace/diagnostic/refresh")
    assert [item["code"] for item in pulled(client, uri)["items"]] == ["GIN102"]


def test_settings_are_asked_for_again_when_they_change(client: Client, workspace: Path):
    begin(client, workspace, VSCODE)
    uri = (workspace / "configs/broken.gin").as_uri()
    assert len(pulled(client, uri)["items"]) == 2
    client.answers["workspace/configuration"] = lambda params: [{"ignore": ["GIN"]}]
    client.notify("workspace/didChangeConfiguration", {"settings": None})
    client.notification("workspace/diagnostic/refresh")
    assert pulled(client, uri)["items"] == []


def test_settings_are_taken_as_sent_where_they_cannot_be_asked_for(client: Client, workspace: Path):
    begin(client, workspace, {})
    uri = (workspace / "configs/broken.gin").as_uri()
    client.open(uri, "Transformer.depht = 4\n")
    assert codes(client.notification(PUBLISH)) == ["GIN102"]
    client.notify("workspace/didChangeConfiguration", {"settings": {"hp-lsp": {"ignore": ["GIN102"]}}})
    assert codes(client.notification(PUBLISH)) == []


# --- streams --------------------------------------------------------------------------------------------------

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
    messages = [{"jsonrpc": "2.0", "id": f"m{number}", "method": "no/such"} for number in range(50)]
    client.write(b"".join(map(frame, messages)))
    assert [client.answer(f"m{number}")["error"]["code"] for number in range(50)] == [-32601] * 50


def test_large_document(client: RawClient):
    client.initialize()
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
