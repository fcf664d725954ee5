"""Rename as clients see it: what they may ask for, edits that they can apply, and reasons when it is refused."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from protocol.rawclient import Client, raw_client
from protocol.session import HERE, NEOVIM, VSCODE, apply, begin, eventually, place

REQUEST_FAILED = -32803


def at(path: Path, line: int, character: int, **more: object) -> object:
    position = {"line": line, "character": character}
    return {"textDocument": {"uri": path.as_uri()}, "position": position, **more}


def prepared(client: Client, path: Path, line: int, character: int) -> Any:
    return client.request("textDocument/prepareRename", at(path, line, character))


def renamed(client: Client, path: Path, line: int, character: int, new: str) -> Any:
    return client.request("textDocument/rename", at(path, line, character, newName=new))


def whole_edits(client: Client, path: Path, line: int, character: int, new: str) -> dict[str, Any]:
    """Return the edits by URI of a rename, once all three files were read as they are on disk now.

    Until then some lack the name that others have.
    """

    def ask() -> dict[str, Any]:
        result = renamed(client, path, line, character, new).get("result") or {}
        listed = result.get("documentChanges") or []
        return result.get("changes") or {one["textDocument"]["uri"]: one["edits"] for one in listed}

    return eventually(ask, lambda edits: len(edits) == 3)


def test_clients_are_told_what_they_can_ask_for(client: Client, workspace: Path) -> None:
    assert begin(client, workspace, VSCODE)["capabilities"]["renameProvider"] == {"prepareProvider": True}


def test_a_client_without_prepare_is_told_so(client: Client, workspace: Path) -> None:
    assert begin(client, workspace, {})["capabilities"]["renameProvider"] is True
    answer = client.request("textDocument/prepareRename", at(workspace / "model.py", 0, 0))
    assert answer["error"]["code"] == -32601


def test_a_parameter_is_renamed_in_open_and_closed_files(client: Client, workspace: Path) -> None:
    """Open documents are edited as they stand in the editor, by version; the others as they are on disk."""
    begin(client, workspace, VSCODE)
    config, code = workspace / "configs/train.gin", workspace / "model.py"
    sweep = workspace / "sweeps/depth.hyp"
    text = "train.model = '😀'\r\n\r\nlate/train.steps = ['😀', 1]  # 😀\r\ntrain.steps = 3"
    client.open(config.as_uri(), text, version=7)
    assert prepared(client, config, 3, 8)["result"] == {"range": place(3, 6, 3, 11), "placeholder": "steps"}
    changes = renamed(client, config, 3, 6, "rounds")["result"]
    assert "changes" not in changes
    by_uri = {one["textDocument"]["uri"]: one for one in changes["documentChanges"]}
    assert by_uri[config.as_uri()]["textDocument"]["version"] == 7
    assert by_uri[code.as_uri()]["textDocument"]["version"] is None
    assert apply(text, by_uri[config.as_uri()]["edits"], "utf-16") == text.replace("steps", "rounds")
    new_code = apply(code.read_text(encoding="utf-8"), by_uri[code.as_uri()]["edits"], "utf-16")
    assert new_code.count("rounds") == 2
    assert "steps: how many batches to see" in new_code
    assert sweep.as_uri() in by_uri


def test_columns_count_what_the_client_counts(client: Client, workspace: Path) -> None:
    begin(client, workspace, NEOVIM)
    config = workspace / "configs/train.gin"
    text = "m = ['😀', %width, 'é', %width]\r\nwidth = 3\r\n"
    client.open(config.as_uri(), text)
    changes = renamed(client, config, 1, 2, "breadth")["result"]
    assert "documentChanges" not in changes
    (edits,) = changes["changes"].values()
    assert apply(text, edits, "utf-8") == text.replace("width", "breadth")


def test_the_reason_of_a_refusal_is_said(client: Client, workspace: Path) -> None:
    begin(client, workspace, VSCODE)
    config = workspace / "configs/train.gin"
    client.open((workspace / "configs/broken.gin").as_uri(), "train.name = 1\n\ntrain steps = 1\n")
    error = prepared(client, config, 6, 8)["error"]
    assert error["code"] == REQUEST_FAILED
    assert (
        error["message"]
        == "The line at `broken.gin:3` mentions `steps` and has a syntax error; mend it first."
    )
    assert prepared(client, config, 5, 8)["result"]["placeholder"] == "name"
    error = renamed(client, config, 5, 8, "no name")["error"]
    assert error["code"] == REQUEST_FAILED
    assert error["message"].startswith("`no name` is not a parameter")


def test_where_there_is_no_name_there_is_nothing_to_rename(client: Client, workspace: Path) -> None:
    begin(client, workspace, VSCODE)
    assert prepared(client, workspace / "model.py", 1, 0)["result"] is None
    assert renamed(client, workspace / "model.py", 13, 20, "x")["result"] is None
    assert prepared(client, workspace / "no/such.gin", 0, 0)["result"] is None


def test_files_that_may_not_be_written_are_not_edited(client: Client, workspace: Path) -> None:
    begin(client, workspace, VSCODE)
    config = workspace / "configs/train.gin"
    (workspace / "model.py").chmod(0o444)
    error = renamed(client, config, 6, 8, "batches")["error"]
    assert error == {"code": REQUEST_FAILED, "message": "`model.py` is read-only."}
    client.open(
        (workspace / "model.py").as_uri(), (workspace / "model.py").read_text(encoding="utf-8"), "python"
    )
    assert renamed(client, config, 6, 8, "batches")["result"]


@pytest.mark.parametrize("capabilities", [VSCODE, NEOVIM, {}])
def test_there_and_back_is_the_same(client: Client, workspace: Path, capabilities: object) -> None:
    """Files are edited on disk, as by a client that has no document open."""
    base = workspace / "configs/base.gin"
    (workspace / "configs/broken.gin").write_bytes("Transformer.width = 1\r\n# é depth\r\n".encode())
    begin(client, workspace, capabilities)
    files = [path for path in workspace.rglob("*") if path.is_file()]
    before = {path: path.read_bytes() for path in files}
    for new in ("layers", "depth"):
        edits = whole_edits(client, base, 0, 13, new)
        for path in files:
            own = edits.get(path.as_uri(), [])
            encoding = "utf-8" if capabilities is NEOVIM else "utf-16"
            path.write_bytes(apply(path.read_bytes().decode(), own, encoding).encode())
        assert f"Transformer.{new} = 4" in base.read_text()
        events = [{"uri": path.as_uri(), "type": 2} for path in files]
        client.notify("workspace/didChangeWatchedFiles", {"changes": events})
    assert {path: path.read_bytes() for path in files} == before


def test_a_parameter_of_the_example_there_and_back(tmp_path: Path) -> None:
    """In the real process: code, configs and a sweep change together, and come back to the same bytes."""
    folder = tmp_path / "example"
    shutil.copytree(
        HERE.parent.parent / "examples/transformer", folder, ignore=shutil.ignore_patterns("broken*")
    )
    files = [path for path in folder.rglob("*") if path.is_file()]
    before = {path: path.read_bytes() for path in files}
    with raw_client(tmp_path) as client:
        begin(client, folder, VSCODE)
        for old, new in (("num_heads", "heads"), ("heads", "num_heads")):
            config = folder / "configs/base.gin"
            lines = config.read_text(encoding="utf-8").split("\n")
            line = next(number for number, one in enumerate(lines) if f"Attention.{old} =" in one)
            edits = whole_edits(client, config, line, len("Attention.") + 1, new)
            for path in files:
                if own := edits.get(path.as_uri()):
                    path.write_bytes(apply(path.read_bytes().decode(), own, "utf-16").encode())
            changed = {path.name for path in files if path.read_bytes() != before[path]}
            assert changed == ({"model.py", "base.gin", "lr.hyp"} if new == "heads" else set())
            events = [{"uri": path.as_uri(), "type": 2} for path in files]
            client.notify("workspace/didChangeWatchedFiles", {"changes": events})


def test_the_real_process_renames(workspace: Path, tmp_path: Path) -> None:
    with raw_client(tmp_path) as process:
        begin(process, workspace, VSCODE)
        config = workspace / "configs/train.gin"
        assert prepared(process, config, 6, 8)["result"]["placeholder"] == "steps"
        assert len(renamed(process, config, 6, 8, "rounds")["result"]["documentChanges"]) == 3
        assert process.shut_down() == 0
