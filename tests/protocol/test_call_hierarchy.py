"""The graph of includes as clients see it: as a hierarchy of calls."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from protocol.rawclient import Client
from protocol.session import VSCODE, begin, place


def prepared(client: Client, uri: str, line: int, character: int) -> Any:
    at = {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}}
    return client.result("textDocument/prepareCallHierarchy", at)


def test_up_and_down(client: Client, workspace: Path) -> None:
    assert "callHierarchyProvider" not in begin(client, workspace, VSCODE)["capabilities"]
    train = (workspace / "configs/train.gin").as_uri()
    (here,) = prepared(client, train, 2, 0)
    (base,) = prepared(client, train, 0, 12)
    assert (here["name"], here["uri"], here["detail"]) == ("train.gin", train, "configs")
    assert (base["name"], base["kind"]) == ("base.gin", 1)
    (outgoing,) = client.result("callHierarchy/outgoingCalls", {"item": here})
    assert outgoing == {"to": base, "fromRanges": [place(0, 8, 0, 26)]}
    incoming = client.result("callHierarchy/incomingCalls", {"item": base})
    assert [one["from"]["name"] for one in incoming] == ["train.gin"]
    assert incoming[0]["fromRanges"] == [place(0, 8, 0, 26)]


def test_nothing_in_python(client: Client, workspace: Path) -> None:
    begin(client, workspace, VSCODE)
    assert prepared(client, (workspace / "model.py").as_uri(), 5, 3) is None
    assert prepared(client, (workspace / "no/such.gin").as_uri(), 0, 0) is None
