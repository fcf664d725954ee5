"""Diagnostics are pushed or pulled, never both, and follow whatever they depend on."""

from __future__ import annotations

from pathlib import Path

import pytest

from protocol.rawclient import Client
from protocol.session import PUBLISH, VSCODE, begin, codes, place, pulled


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
    assert first["codeDescription"]["href"].endswith("#gin102-unknown-parameter")
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
