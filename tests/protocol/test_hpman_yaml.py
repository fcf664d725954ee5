"""hpman's YAML files as clients see them: the example project, in an editor that opens YAML, code and scripts."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from protocol.rawclient import Client
from protocol.session import VSCODE, begin, codes, suggested_edit

EXAMPLE = Path(__file__).parents[2] / "examples" / "hpman"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLE, tmp_path / "hpman"))


def opened(client: Client, path: Path, language: str, text: str | None = None) -> str:
    client.open(path.as_uri(), path.read_text(encoding="utf-8") if text is None else text, language)
    return path.as_uri()


def at(uri: str, line: int, character: int, **more: object) -> dict[str, Any]:
    return {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}, **more}


def test_a_config_is_completed_described_and_outlined(client: Client, project: Path):
    begin(client, project, VSCODE)
    text = (project / "configs/careful.yaml").read_text(encoding="utf-8") + "opt"
    uri = opened(client, project / "configs/careful.yaml", "yaml", text)
    line = text.count("\n")
    found = client.result("textDocument/completion", at(uri, line, 3))
    assert "optimizer.name: sgd" in [suggested_edit(found, item)["newText"] for item in found["items"]]
    shown = client.result("textDocument/hover", at(uri, 2, 1))
    assert "default in `train.py:30`" in shown["contents"]["value"]
    (found,) = client.result("textDocument/definition", at(uri, 2, 1))
    assert found["targetUri"].endswith("/train.py")
    symbols = client.result("textDocument/documentSymbol", {"textDocument": {"uri": uri}})
    assert [one["name"] for one in symbols][:3] == ["data.size", "epochs", "optimizer.learning_rate"]


def test_mistakes_are_published_and_go_when_they_are_mended(client: Client, project: Path):
    begin(client, project, {})
    path = project / "mistakes/broken.yaml"
    uri = opened(client, path, "yaml")
    found = client.notification(
        "textDocument/publishDiagnostics", lambda params: params["uri"] == uri and params["diagnostics"]
    )
    assert "HPM103" in codes(found)
    client.notify(
        "textDocument/didChange",
        {"textDocument": {"uri": uri, "version": 2}, "contentChanges": [{"text": "epochs: 20\n"}]},
    )
    client.notification(
        "textDocument/publishDiagnostics", lambda params: params["uri"] == uri and not params["diagnostics"]
    )


def test_a_rename_reaches_code_config_and_script(client: Client, project: Path):
    begin(client, project, VSCODE)
    uri = opened(client, project / "train.py", "python")
    text = (project / "train.py").read_text(encoding="utf-8").split("\n")
    line = next(number for number, one in enumerate(text) if '_("optimizer.learning_rate")' in one)
    edit = client.result(
        "textDocument/rename", at(uri, line, text[line].index("learning"), newName="optimizer.step_size")
    )
    changed = {
        change["textDocument"]["uri"].rpartition("/")[2]: [one["newText"] for one in change["edits"]]
        for change in edit["documentChanges"]
    }
    assert changed["careful.yaml"] == ["optimizer.step_size"]
    assert changed["run.sh"] == ["optimizer.step-size"]
    assert changed["train.py"] == ["optimizer.step_size"] * 2
    assert "README.md" in changed


def test_yaml_of_another_program_gets_no_answers(client: Client, project: Path):
    begin(client, project, VSCODE)
    path = project / "compose.yaml"
    path.write_text("services:\n  epoch: 1\n", encoding="utf-8")
    uri = opened(client, path, "yaml")
    assert client.result("textDocument/hover", at(uri, 1, 3)) is None
    assert client.result("textDocument/completion", at(uri, 1, 2))["items"] == []
    assert client.result("textDocument/diagnostic", {"textDocument": {"uri": uri}})["items"] == []
    assert not client.result("textDocument/documentSymbol", {"textDocument": {"uri": uri}})


def test_what_a_config_leaves_out_is_offered_and_names_are_found(client: Client, project: Path):
    begin(client, project, VSCODE)
    uri = opened(client, project / "configs/careful.yaml", "yaml", "epochs: 3\n")
    actions = client.result(
        "textDocument/codeAction",
        {
            "textDocument": {"uri": uri},
            "range": {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}},
            "context": {"diagnostics": [], "only": ["refactor"]},
        },
    )
    (added,) = [action for action in actions if action["title"].startswith("Add the missing")]
    (edit,) = added["edit"]["documentChanges"][0]["edits"]
    assert "optimizer.name: sgd\n" in edit["newText"]
    assert "epochs" not in edit["newText"]
    (found,) = client.result("workspace/symbol", {"query": "optimizer.learning_rate"})
    assert found["location"]["uri"].endswith("/train.py")
