"""Folding ranges as clients see them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from protocol.rawclient import Client, raw_client
from protocol.session import VSCODE, begin


def folding(client: Client, uri: str) -> Any:
    return client.result("textDocument/foldingRange", {"textDocument": {"uri": uri}})


def test_kinds_and_line_ends_of_every_sort(client: Client, workspace: Path) -> None:
    assert "foldingRangeProvider" not in begin(client, workspace, VSCODE)["capabilities"]
    uri = (workspace / "configs/train.gin").as_uri()
    client.open(uri, "# a\f\u2028b\r# c\r\n\nimport a\r\nimport b\ntrain:\r  steps = 3\r\n\r\n  name = 'a'\n")
    assert folding(client, uri) == [
        {"startLine": 0, "endLine": 1, "kind": "comment"},
        {"startLine": 3, "endLine": 4, "kind": "imports"},
        {"startLine": 5, "endLine": 8},
    ]


def test_the_real_process(workspace: Path) -> None:
    with raw_client(workspace) as client:
        begin(client, workspace)
        uri = (workspace / "sweeps/depth.hyp").as_uri()
        assert folding(client, uri) == []
        client.open(uri, "".join(f"{' ' * depth}product:\n" for depth in range(900)), "hyperion")
        assert len(folding(client, uri)) == 899
        assert folding(client, (workspace / "no/such.gin").as_uri()) is None
