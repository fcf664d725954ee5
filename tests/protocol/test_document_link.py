"""Document links as clients see them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from protocol.rawclient import Client, raw_client
from protocol.session import NEOVIM, begin, place


def links(client: Client, uri: str) -> Any:
    return client.result("textDocument/documentLink", {"textDocument": {"uri": uri}})


def test_an_include_leads_to_the_file_as_the_client_spells_it(client: Client, workspace: Path) -> None:
    assert begin(client, workspace, NEOVIM)["capabilities"]["documentLinkProvider"]
    uri = (workspace / "configs/train.gin").as_uri()
    base = (workspace / "configs/base.gin").as_uri()
    client.open(uri, "import model\ninclude 'configs/base.gin'  # 😀\ninclude 'no/such.gin'\n")
    to_model = {"range": place(0, 7, 0, 12), "target": (workspace / "model.py").as_uri()}
    assert links(client, uri) == [to_model, {"range": place(1, 8, 1, 26), "target": base}]
    spelled = base.replace("/configs/", "/%63onfigs/")
    client.open(spelled, "")
    assert links(client, uri)[1]["target"] == spelled


def test_the_real_process(workspace: Path) -> None:
    with raw_client(workspace) as client:
        begin(client, workspace)
        found = links(client, (workspace / "sweeps/depth.hyp").as_uri())
        assert [one["target"] for one in found] == [(workspace / "configs/train.gin").as_uri()]
        assert links(client, (workspace / "no/such.gin").as_uri()) is None
