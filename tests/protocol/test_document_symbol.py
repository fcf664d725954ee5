"""Document symbols as clients see them: a tree, or a list where the client knows no trees."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from protocol.rawclient import Client, raw_client
from protocol.session import VSCODE, begin, place

TEXT = "train.name = '😀'\ntrain.steps = 3  # 😀\n"


def symbols(client: Client, uri: str) -> Any:
    return client.result("textDocument/documentSymbol", {"textDocument": {"uri": uri}})


def test_a_tree(client: Client, workspace: Path) -> None:
    assert "documentSymbolProvider" not in begin(client, workspace, VSCODE)["capabilities"]
    uri = (workspace / "configs/train.gin").as_uri()
    client.open(uri, TEXT)
    assert symbols(client, uri) == [
        {
            "name": "train",
            "kind": 5,
            "range": place(0, 0, 1, 15),
            "selectionRange": place(0, 0, 0, 5),
            "children": [
                {"name": "name", "kind": 7, "detail": "'😀'",
                 "range": place(0, 0, 0, 17), "selectionRange": place(0, 6, 0, 10)},
                {"name": "steps", "kind": 7, "detail": "3",
                 "range": place(1, 0, 1, 15), "selectionRange": place(1, 6, 1, 11)},
            ],
        }
    ]  # fmt: skip


def test_a_list(client: Client, workspace: Path) -> None:
    begin(client, workspace, {})
    uri = (workspace / "configs/train.gin").as_uri()
    client.open(uri, TEXT)
    location = {"uri": uri, "range": place(0, 0, 1, 15)}
    whole, name, steps = symbols(client, uri)
    assert whole == {"name": "train", "kind": 5, "location": location}
    assert (name["name"], steps["name"]) == ("name", "steps")
    assert name["containerName"] == steps["containerName"] == "train"


def test_blocks_without_end_and_nothing(client: Client, workspace: Path) -> None:
    """A tree that is deeper than anybody can read is cut, so that no client breaks down taking it apart."""
    begin(client, workspace, VSCODE)
    uri = (workspace / "sweeps/deep.hyp").as_uri()
    client.open(uri, "".join(f"{' ' * depth}product:\n" for depth in range(600)), "hyperion")
    (outermost,), depth = symbols(client, uri), 1
    while "children" in outermost:
        (outermost,) = outermost["children"]
        depth += 1
    assert depth == 41
    assert symbols(client, (workspace / "model.py").as_uri()) == []


def test_the_real_process(workspace: Path) -> None:
    with raw_client(workspace) as client:
        begin(client, workspace, VSCODE)
        found = symbols(client, (workspace / "configs/train.gin").as_uri())
        assert [one["name"] for one in found] == [
            "configs/base.gin", "width", "Transformer.width", "train",
        ]  # fmt: skip
        assert symbols(client, (workspace / "no/such.gin").as_uri()) is None
