"""Code actions as clients see them: which fixes are offered where, and edits that can be applied."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from protocol.rawclient import Client, raw_client
from protocol.session import NEOVIM, VSCODE, begin, place, pulled

TEXT = "width = 1\nTransformer.depht = %width  # 😀\ntrain.name = ['😀', train]\n"


def actions(client: Client, uri: str, range_: object, *only: str) -> Any:
    context = {"diagnostics": [], **({"only": list(only)} if only else {})}
    asked = {"textDocument": {"uri": uri}, "range": range_, "context": context}
    return client.result("textDocument/codeAction", asked)


def test_the_fix_of_the_problem_under_the_cursor(client: Client, workspace: Path) -> None:
    announced = begin(client, workspace, VSCODE)["capabilities"]["codeActionProvider"]
    assert announced == {"codeActionKinds": ["quickfix", "source.fixAll.hp-lsp", "refactor.rewrite"]}
    uri = (workspace / "configs/train.gin").as_uri()
    client.open(uri, TEXT, version=4)
    (found,) = actions(client, uri, place(1, 14, 1, 14))
    assert found["title"] == "Change to `depth`"
    assert found["kind"] == "quickfix"
    assert found["diagnostics"] == [one for one in pulled(client, uri)["items"] if one["code"] == "GIN102"]
    edit = {"range": place(1, 12, 1, 17), "newText": "depth"}
    assert found["edit"] == {
        "documentChanges": [{"textDocument": {"uri": uri, "version": 4}, "edits": [edit]}]
    }
    assert actions(client, uri, place(0, 0, 0, 0)) == []


def test_a_range_gets_the_fixes_of_all_its_problems_in_the_units_of_the_client(
    client: Client, workspace: Path
) -> None:
    begin(client, workspace, NEOVIM)
    uri = (workspace / "configs/train.gin").as_uri()
    client.open(uri, TEXT)
    found = [one for one in actions(client, uri, place(0, 0, 3, 0)) if one["kind"] == "quickfix"]
    edits = [one["edit"]["changes"][uri][0] for one in found]
    assert [(edit["newText"], edit["range"]) for edit in edits] == [
        ("depth", place(1, 12, 1, 17)),
        ("@train", place(2, 22, 2, 27)),
        ("'train'", place(2, 22, 2, 27)),
    ]


def test_only_the_kinds_that_are_asked_for(client: Client, workspace: Path) -> None:
    begin(client, workspace, VSCODE)
    uri = (workspace / "configs/train.gin").as_uri()
    client.open(uri, "train.steps = 3  # hp-lsp: ignore[GIN101]\n")
    everywhere = place(0, 0, 1, 0)
    everything = actions(client, uri, everywhere)
    assert [one["kind"] for one in everything] == ["quickfix", "source.fixAll.hp-lsp"]
    assert everything[0]["isPreferred"] is True
    for kind in ("source", "source.fixAll", "source.fixAll.hp-lsp"):
        (whole,) = actions(client, uri, place(0, 0, 0, 0), kind)
        (change,) = whole["edit"]["documentChanges"]
        assert change["edits"] == [{"range": place(0, 15, 0, 41), "newText": ""}]
    assert [one["kind"] for one in actions(client, uri, everywhere, "quickfix")] == ["quickfix"]
    assert actions(client, uri, everywhere, "refactor", "source.fix") == []


def test_nothing_is_offered_to_a_client_that_takes_only_commands(client: Client, workspace: Path) -> None:
    assert "codeActionProvider" not in begin(client, workspace, {})["capabilities"]


def test_the_real_process_offers_fixes_of_closed_files(workspace: Path) -> None:
    with raw_client(workspace) as client:
        begin(client, workspace, VSCODE)
        uri = (workspace / "configs/broken.gin").as_uri()
        found = actions(client, uri, place(0, 0, 0, 99))
        assert [one["title"] for one in found] == ["Change to `depth`"]
        assert actions(client, (workspace / "no/such.gin").as_uri(), place(0, 0, 0, 0)) is None


def test_a_file_that_may_not_be_written_gets_no_fixes(client: Client, workspace: Path) -> None:
    begin(client, workspace, VSCODE)
    path = workspace / "configs/broken.gin"
    path.write_text("train.steps = 3  # hp-lsp: ignore[GIN101]\n")
    client.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": path.as_uri(), "type": 2}]})
    assert len(actions(client, path.as_uri(), place(0, 0, 0, 99))) == 2
    path.chmod(0o444)
    assert actions(client, path.as_uri(), place(0, 0, 0, 99)) == []


def test_another_way_to_write_the_lines(client: Client, workspace: Path) -> None:
    begin(client, workspace, VSCODE)
    uri = (workspace / "configs/train.gin").as_uri()
    client.open(uri, "train.name = '😀'  # 😀\ntrain.steps = 3\n")
    (found,) = actions(client, uri, place(1, 0, 1, 0), "refactor")
    assert (found["title"], found["kind"]) == ("Gather in a block `train:`", "refactor.rewrite")
    (changed,) = found["edit"]["documentChanges"]
    assert changed["edits"] == [
        {"range": place(0, 0, 0, 0), "newText": "train:\n"},
        {"range": place(0, 0, 0, 6), "newText": "    "},
        {"range": place(1, 0, 1, 6), "newText": "    "},
    ]
    assert actions(client, uri, place(1, 0, 1, 0), "quickfix") == []
