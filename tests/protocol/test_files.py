"""Files and folders that change on disk, told of by the client or noticed by the server."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from protocol.inprocess import thread_client
from protocol.rawclient import Client
from protocol.session import NEOVIM, PUBLISH, STATUS, VSCODE, begin, codes, hover, shown_messages

CLIENTS = {"nothing": {}, "neovim": NEOVIM}


def registrations(client: Client) -> dict[str, Any]:
    return {
        registration["method"]: registration["registerOptions"]
        for message in client.received
        if message.get("method") == "client/registerCapability"
        for registration in message["params"]["registrations"]
    }


def test_watched_files_are_registered_where_the_client_allows(client: Client, workspace: Path):
    begin(client, workspace, VSCODE)
    client.request(
        "textDocument/hover", {"textDocument": {"uri": "file:///x"}, "position": {"line": 0, "character": 0}}
    )
    registered = registrations(client)
    assert set(registered) >= {"workspace/didChangeWatchedFiles", "workspace/didChangeConfiguration"}
    patterns = [
        watcher["globPattern"] for watcher in registered["workspace/didChangeWatchedFiles"]["watchers"]
    ]
    assert "**/*.{gin,hyp,py,pyi,yaml,yml,sh}" in patterns


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
    # a look at the disk may have found some of them before: only a run over all of them is the last
    client.notification(STATUS, lambda status: status["quiescent"] and status["indexedFiles"] >= len(changes))
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
    assert "workspace/didChangeWatchedFiles" not in registrations(client)


def test_settings_of_the_project_are_looked_for_too(client: Client, workspace: Path):
    begin(client, workspace, NEOVIM)
    uri = (workspace / "configs/broken.gin").as_uri()
    client.open(uri, "Transformer.depht = 4\n")
    assert codes(client.notification(PUBLISH)) == ["GIN102"]
    (workspace / "hp-lsp.toml").write_text('ignore = ["GIN102"]\nselekt = []\n')
    assert codes(client.notification(PUBLISH)) == []
    assert "selekt" in shown_messages(client)[0]["message"]


def test_without_a_workspace_the_code_beside_the_configs_is_read(client: Client, workspace: Path):
    client.initialize({}, workspaceFolders=None)
    uri = (workspace / "configs/base.gin").as_uri()
    client.open(uri, "Transformer.depth = 4\n")
    client.notification(STATUS, lambda status: status["quiescent"] and status["indexedFiles"] >= 5)
    assert hover(client, uri, 0, 15) is not None


def test_workspace_folders_come_and_go(client: Client, workspace: Path):
    (workspace.parent / "empty").mkdir()
    client.initialize({}, workspaceFolders=[{"uri": (workspace.parent / "empty").as_uri(), "name": "e"}])
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


def test_home_is_not_read_for_a_file_in_it(workspace: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HOME", str(workspace / "configs"))
    with thread_client() as client:
        client.initialize({})
        uri = (workspace / "x.gin").as_uri()
        client.open(uri, "Transformer.depth = 4\n")
        assert client.notification(STATUS, lambda status: status["quiescent"])["indexedFiles"] <= 1
        assert hover(client, uri, 0, 15) is None
