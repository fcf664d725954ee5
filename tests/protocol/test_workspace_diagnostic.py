"""The problems of files that are not open, as clients see them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from protocol.rawclient import Client
from protocol.session import VSCODE, begin

SETTINGS = "workspace/configuration"


def ask(client: Client, *known: Any) -> int:
    previous = [{"uri": one["uri"], "value": one["resultId"]} for one in known]
    return client.ask("workspace/diagnostic", {"previousResultIds": previous})


def reports(client: Client, asked: int) -> dict[str, Any]:
    items = client.answer(asked)["result"]["items"]
    return {one["uri"].rpartition("/")[2]: one for one in items}


def codes(report: Any) -> list[str]:
    return [one["code"] for one in report["items"]]


def touch(client: Client, path: Path, text: str) -> None:
    path.write_text(text)
    client.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": path.as_uri(), "type": 2}]})


def test_what_breaks_elsewhere_is_told_when_it_breaks(client: Client, workspace: Path) -> None:
    provider = begin(client, workspace, VSCODE)["capabilities"]["diagnosticProvider"]
    assert provider["workspaceDiagnostics"]
    first = reports(client, ask(client))
    assert {name: codes(one) for name, one in first.items()} == {"broken.gin": ["GIN102", "GIN001"]}
    waiting = ask(client, *first.values())
    code = workspace / "model.py"
    touch(client, code, code.read_text().replace("depth", "layers"))
    second = reports(client, waiting)
    assert codes(second["base.gin"]) == codes(second["depth.hyp"]) == ["GIN102"]
    waiting = ask(client, *{**first, **second}.values())
    touch(client, code, code.read_text().replace("layers", "depth"))
    third = reports(client, waiting)
    assert codes(third["base.gin"]) == codes(third["depth.hyp"]) == []
    assert "train.gin" not in {**first, **second, **third}


def test_open_files_are_asked_for_themselves(client: Client, workspace: Path) -> None:
    begin(client, workspace, VSCODE)
    broken = workspace / "configs/broken.gin"
    client.open(broken.as_uri(), broken.read_text())
    waiting = ask(client)
    client.notify("textDocument/didClose", {"textDocument": {"uri": broken.as_uri()}})
    assert list(reports(client, waiting)) == ["broken.gin"]


def test_a_request_that_waits_is_cancelled(client: Client, workspace: Path) -> None:
    client.answers[SETTINGS] = lambda params: [{"closed-files": "off"}]
    begin(client, workspace, VSCODE)
    waiting = ask(client)
    client.notify("$/cancelRequest", {"id": waiting})
    assert client.answer(waiting)["error"]["code"] == -32800


def test_all_problems_where_they_are_wanted(client: Client, workspace: Path) -> None:
    client.answers[SETTINGS] = lambda params: [{"closed-files": "all"}]
    begin(client, workspace, VSCODE)
    (workspace / "hint.gin").write_text("unused = 1\nused = 2\nother = %used\n")
    client.notify(
        "workspace/didChangeWatchedFiles",
        {"changes": [{"uri": (workspace / "hint.gin").as_uri(), "type": 1}]},
    )
    assert codes(reports(client, ask(client))["hint.gin"]) == ["GIN315", "GIN315"]
