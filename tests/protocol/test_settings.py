"""Settings of the client: asked for, sent, partial, wrong."""

from __future__ import annotations

import shutil
from pathlib import Path

from protocol.rawclient import Client
from protocol.session import PUBLISH, VSCODE, begin, codes, eventually, pulled, shown_messages


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


def test_each_workspace_folder_is_asked_for(client: Client, workspace: Path):
    other = workspace.parent / "other folder"
    shutil.copytree(workspace, other)
    by_scope: dict[str | None, object] = {None: {}, other.as_uri(): {"ignore": ["GIN102"]}}
    client.answers["workspace/configuration"] = lambda params: [
        by_scope.get(item.get("scopeUri")) for item in params["items"]
    ]
    here, there = (folder / "configs/broken.gin" for folder in (workspace, other))
    begin(client, workspace, VSCODE)
    assert len(pulled(client, here.as_uri())["items"]) == 2
    added = {"added": [{"uri": other.as_uri(), "name": "other"}], "removed": []}
    client.notify("workspace/didChangeWorkspaceFolders", {"event": added})
    asked = client.notification("workspace/configuration", lambda params: len(params["items"]) == 3)
    assert [item.get("scopeUri") for item in asked["items"]] == [None, workspace.as_uri(), other.as_uri()]
    eventually(
        lambda: [item["code"] for item in pulled(client, there.as_uri())["items"]],
        lambda found: found == ["GIN001"],
    )
    eventually(lambda: pulled(client, here.as_uri())["items"], lambda found: len(found) == 2)
    by_scope[workspace.as_uri()] = {"ignore": ["GIN"]}
    client.notify("workspace/didChangeConfiguration", {"settings": None})
    eventually(lambda: pulled(client, here.as_uri())["items"], lambda found: found == [])
    assert [item["code"] for item in pulled(client, there.as_uri())["items"]] == ["GIN001"]


def test_settings_are_taken_as_sent_where_they_cannot_be_asked_for(client: Client, workspace: Path):
    begin(client, workspace, {})
    uri = (workspace / "configs/broken.gin").as_uri()
    client.open(uri, "Transformer.depht = 4\n")
    assert codes(client.notification(PUBLISH)) == ["GIN102"]
    client.notify("workspace/didChangeConfiguration", {"settings": {"hp-lsp": {"ignore": ["GIN102"]}}})
    assert codes(client.notification(PUBLISH)) == []
