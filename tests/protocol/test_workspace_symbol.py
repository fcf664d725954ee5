"""Workspace symbols as clients see them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from protocol.rawclient import Client, raw_client
from protocol.session import VSCODE, begin, place


def symbols(client: Client, query: str) -> Any:
    return client.result("workspace/symbol", {"query": query})


def test_names_of_code_and_of_configs(client: Client, workspace: Path) -> None:
    assert begin(client, workspace, VSCODE)["capabilities"]["workspaceSymbolProvider"]
    code, config = (workspace / "model.py").as_uri(), (workspace / "configs/train.gin").as_uri()
    assert symbols(client, "transf") == [
        {"name": "Transformer", "kind": 5, "containerName": "model",
         "location": {"uri": code, "range": place(6, 6, 6, 17)}},
    ]  # fmt: skip
    assert symbols(client, "width") == [
        {"name": "width", "kind": 13, "location": {"uri": config, "range": place(2, 0, 2, 5)}},
        {"name": "width", "kind": 7, "containerName": "model.Transformer",
         "location": {"uri": code, "range": place(9, 23, 9, 28)}},
    ]  # fmt: skip
    client.open(config, "\nbreadth = 3\n")
    assert [one["name"] for one in symbols(client, "width")] == ["width"]
    assert symbols(client, "breadth")[0]["location"] == {"uri": config, "range": place(1, 0, 1, 7)}


def test_the_real_process(workspace: Path) -> None:
    with raw_client(workspace) as client:
        begin(client, workspace)
        names = [one["name"] for one in symbols(client, "")]
        assert {"Transformer", "train", "depth", "steps", "width"} <= set(names)
        assert symbols(client, "no such name") == []
