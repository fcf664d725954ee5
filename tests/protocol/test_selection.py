"""Selection ranges as clients see them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from protocol.rawclient import Client
from protocol.session import VSCODE, begin, place


def selected(client: Client, uri: str, *places: tuple[int, int]) -> Any:
    positions = [{"line": line, "character": character} for line, character in places]
    return client.result(
        "textDocument/selectionRange", {"textDocument": {"uri": uri}, "positions": positions}
    )


def ranges(found: Any) -> list[Any]:
    chain = []
    while found:
        chain.append(found["range"])
        found = found.get("parent")
    return chain


def test_one_answer_for_each_position(client: Client, workspace: Path) -> None:
    assert "selectionRangeProvider" not in begin(client, workspace, VSCODE)["capabilities"]
    uri = (workspace / "configs/train.gin").as_uri()
    client.open(uri, "train.name = ['😀', 1]\n\n")
    first, second = selected(client, uri, (0, 20), (2, 0))
    assert ranges(first) == [
        place(0, 20, 0, 21),
        place(0, 13, 0, 22),
        place(0, 0, 0, 22),
        place(0, 0, 2, 0),
    ]
    assert ranges(second) == [place(0, 0, 2, 0)]


def test_blocks_as_deep_as_you_like(client: Client, workspace: Path) -> None:
    begin(client, workspace, VSCODE)
    uri = (workspace / "sweeps/depth.hyp").as_uri()
    client.open(uri, "".join(f"{' ' * depth}product:\n" for depth in range(900)), "hyperion")
    (found,) = selected(client, uri, (899, 901))
    assert ranges(found)[-1] == place(0, 0, 900, 0)


def test_python_has_another_server(client: Client, workspace: Path) -> None:
    begin(client, workspace, VSCODE)
    assert selected(client, (workspace / "model.py").as_uri(), (0, 0)) is None
    assert selected(client, (workspace / "no/such.gin").as_uri(), (0, 0)) is None
