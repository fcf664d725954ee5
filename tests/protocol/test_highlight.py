"""Document highlight as clients see it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from protocol.rawclient import Client
from protocol.session import NEOVIM, begin, place

READ, WRITE = 2, 3


def highlights(client: Client, uri: str, line: int, character: int) -> Any:
    at = {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}}
    return client.result("textDocument/documentHighlight", at)


def test_a_macro_is_highlighted_where_it_is_set_and_used(client: Client, workspace: Path) -> None:
    assert begin(client, workspace, NEOVIM)["capabilities"]["documentHighlightProvider"]
    uri = (workspace / "configs/train.gin").as_uri()
    client.open(uri, "train.name = ['😀', %width]\nwidth = 3\ntrain.steps = %width\n")
    expected = [
        {"range": place(0, 23, 0, 28), "kind": READ},
        {"range": place(1, 0, 1, 5), "kind": WRITE},
        {"range": place(2, 15, 2, 20), "kind": READ},
    ]
    for line, character in ((0, 24), (1, 0), (2, 20)):
        assert highlights(client, uri, line, character) == expected


def test_nothing_is_highlighted_where_nothing_is_named(client: Client, workspace: Path) -> None:
    begin(client, workspace)
    uri = (workspace / "model.py").as_uri()
    assert highlights(client, uri, 2, 0) == []
    assert highlights(client, (workspace / "no/such.gin").as_uri(), 0, 0) is None
