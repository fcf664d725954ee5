"""The texts of open documents, whatever their names."""

from __future__ import annotations

from pathlib import Path

import pytest

from protocol.inprocess import thread_client
from protocol.rawclient import Client
from protocol.session import PUBLISH, begin, codes, hover, place


@pytest.fixture(scope="module")
def odd_client(tmp_path_factory: pytest.TempPathFactory):
    with thread_client() as started:
        started.initialize()
        yield started


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


def test_several_changes_at_once(client: Client, workspace: Path):
    begin(client, workspace)
    change_several_times(client, (workspace / "configs/new.gin").as_uri())


def change_several_times(client: Client, uri: str) -> None:
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


URIS = (
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
)


@pytest.mark.parametrize("uri", URIS)
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
