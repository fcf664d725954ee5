"""Files that are moved in the editor: the edits that other files need, as clients see them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from protocol.rawclient import Client
from protocol.session import VSCODE, begin, place


def renamed(client: Client, *pairs: tuple[Path, Path]) -> Any:
    files = [{"oldUri": old.as_uri(), "newUri": new.as_uri()} for old, new in pairs]
    return client.result("workspace/willRenameFiles", {"files": files})


def test_includes_follow(client: Client, workspace: Path) -> None:
    announced = begin(client, workspace, VSCODE)["capabilities"]["workspace"]["fileOperations"]
    assert announced["willRename"]["filters"][0]["pattern"]["glob"] == "**/*.{gin,hyp,py}"
    train = (workspace / "configs/train.gin").as_uri()
    edit = renamed(client, (workspace / "configs/base.gin", workspace / "first.gin"))
    assert edit == {
        "documentChanges": [
            {
                "textDocument": {"uri": train, "version": None},
                "edits": [{"range": place(0, 9, 0, 25), "newText": "first.gin"}],
            }
        ]
    }
    folder = renamed(client, (workspace / "configs", workspace / "conf"))
    changed = {one["textDocument"]["uri"].rpartition("/")[2] for one in folder["documentChanges"]}
    assert changed == {"train.gin", "depth.hyp"}


def test_nothing_to_change(client: Client, workspace: Path) -> None:
    begin(client, workspace, VSCODE)
    assert renamed(client, (workspace / "sweeps/depth.hyp", workspace / "x.hyp")) is None
    assert renamed(client, (workspace / "no/such.gin", workspace / "x.gin")) is None
