"""What shell scripts give Gin, as an editor sees it: while it is typed, and when it is renamed and mended."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from protocol.rawclient import Client
from protocol.session import NEOVIM, VSCODE, apply, begin, place, pulled

SCRIPT = (
    "#!/bin/bash\r\n"
    "echo '😀'; python train.py --gin_file=configs/base.gin --gin_param=\"Transformer.depht = 3\" \\\r\n"
    "\t--gin_param='s/Transformer.depth = 3'\r\n"
)
TYPED = (
    'python train.py --gin_file configs/base.gin --gin_param="Transformer.depth = 1" '
    "--gin_bindings 'train.name=\"😀\"' "
    '\\\n  Transformer.activation=@Transformer "Transformer.width = %width" --gin.train.model="@s/Transformer()"'
)


@pytest.fixture
def script(client: Client, workspace: Path) -> Path:
    path = workspace / "run.sh"
    path.write_bytes(SCRIPT.encode())
    begin(client, workspace, VSCODE)
    return path


def changed(client: Client, path: Path, old: str, new: str) -> dict[str, Any]:
    """Return the edits of a rename from the name in the last line of the script."""
    line = path.read_bytes().decode().split("\r\n")[2]
    at = {"line": 2, "character": line.index(f".{old}") + 2}
    asked = {"textDocument": {"uri": path.as_uri()}, "position": at, "newName": new}
    edit = client.result("textDocument/rename", asked)
    return {one["textDocument"]["uri"]: one["edits"] for one in edit["documentChanges"]}


def test_there_and_back_is_the_same(client: Client, script: Path, workspace: Path) -> None:
    script.write_bytes(SCRIPT.replace("depht", "depth").encode())
    (workspace / "configs/broken.gin").unlink()
    files = [path for path in workspace.rglob("*") if path.is_file()]
    before = {path: path.read_bytes() for path in files}
    events = [{"uri": path.as_uri(), "type": 2} for path in files]
    client.notify(
        "workspace/didChangeWatchedFiles",
        {"changes": [*events, {"uri": (workspace / "configs/broken.gin").as_uri(), "type": 3}]},
    )
    for old, new in (("depth", "layers"), ("layers", "depth")):
        edits = changed(client, script, old, new)
        assert {Path(uri).name for uri in edits} == {"base.gin", "depth.hyp", "model.py", "run.sh"}
        for path in files:
            own = edits.get(path.as_uri(), [])
            path.write_bytes(apply(path.read_bytes().decode(), own, "utf-16").encode())
        assert script.read_bytes().count(f"Transformer.{new} = 3".encode()) == 2
        client.notify("workspace/didChangeWatchedFiles", {"changes": events})
    assert {path: path.read_bytes() for path in files} == before


def test_references_lead_into_scripts(client: Client, script: Path, workspace: Path) -> None:
    base = (workspace / "configs/base.gin").as_uri()
    asked = {
        "textDocument": {"uri": base},
        "position": {"line": 0, "character": 14},
        "context": {"includeDeclaration": True},
    }
    found = client.result("textDocument/references", asked)
    assert [one["range"] for one in found if one["uri"] == script.as_uri()] == [place(2, 28, 2, 33)]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8"])
def test_a_slip_is_mended_in_its_word(client: Client, workspace: Path, encoding: str) -> None:
    path = workspace / "run.sh"
    path.write_bytes(SCRIPT.encode())
    begin(client, workspace, VSCODE if encoding == "utf-16" else NEOVIM)
    uri = path.as_uri()
    client.open(uri, SCRIPT, "shellscript")
    asked = {"textDocument": {"uri": uri}, "range": place(1, 0, 2, 0), "context": {"diagnostics": []}}
    (action,) = client.result("textDocument/codeAction", asked)
    edit = action["edit"]
    edits = edit["changes"][uri] if "changes" in edit else edit["documentChanges"][0]["edits"]
    assert apply(SCRIPT, edits, encoding) == SCRIPT.replace("depht", "depth")


def test_files_that_move_are_followed(client: Client, script: Path, workspace: Path) -> None:
    move = {
        "oldUri": (workspace / "configs/base.gin").as_uri(),
        "newUri": (workspace / "first.gin").as_uri(),
    }
    found = client.result("workspace/willRenameFiles", {"files": [move]})
    edits = {one["textDocument"]["uri"]: one["edits"] for one in found["documentChanges"]}
    expected = SCRIPT.replace("configs/base.gin", "first.gin")
    assert apply(SCRIPT, edits[script.as_uri()], "utf-16") == expected


def test_typing_harms_nothing_below_and_suggests_within_the_word(client: Client, workspace: Path) -> None:
    begin(client, workspace, VSCODE)
    uri = (workspace / "new.sh").as_uri()
    below = "\n\nif true; then python train.py --gin_param='Transformer.depht = 1'; fi\n"
    client.open(uri, "", "shellscript")
    offered = 0
    for end in range(len(TYPED) + 1):
        typed = TYPED[:end]
        client.change(uri, end + 2, {"text": typed + below})
        lines = typed.count("\n")
        problems = pulled(client, uri)["items"]
        codes = [one["code"] for one in problems if one["range"]["start"]["line"] > lines + 1]
        assert codes == ["GIN102"] or typed.endswith("\\"), typed
        last = typed[typed.rfind("\n") + 1 :]
        column = len(last.encode("utf-16-le")) // 2
        asked = {"textDocument": {"uri": uri}, "position": {"line": lines, "character": column}}
        found = client.result("textDocument/completion", asked) or []
        items = found["items"] if isinstance(found, dict) else found
        offered += bool(items)
        for item in items:
            edit = item.get("textEdit") or found["itemDefaults"]["editRange"]
            span = edit.get("range") or edit.get("replace") or edit
            assert span["start"]["line"] == span["end"]["line"] == lines
            replaced = last.encode("utf-16-le")[span["start"]["character"] * 2 : column * 2].decode(
                "utf-16-le"
            )
            assert not set(replaced) & set("\"' ="), (typed, item["label"])
    assert offered > 120
