"""The lens above what Python registers, as clients see it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from protocol.rawclient import Client
from protocol.session import VSCODE, begin, place, shown_messages


def lenses(client: Client, uri: str) -> list[Any]:
    found = client.result("textDocument/codeLens", {"textDocument": {"uri": uri}})
    return [client.result("codeLens/resolve", one) for one in found]


def test_how_many_configs_name_it(client: Client, workspace: Path) -> None:
    assert begin(client, workspace, VSCODE)["capabilities"]["codeLensProvider"] == {"resolveProvider": True}
    uri = (workspace / "model.py").as_uri()
    client.open((workspace / "new.gin").as_uri(), "train.name = @train\n")
    transformer, train = lenses(client, uri)
    assert transformer["range"] == place(6, 6, 6, 17)
    assert transformer["command"]["title"] == "in 4 configs"
    assert train["command"]["title"] == "in 4 configs"
    client.open(uri, "import gin\n\n@gin.configurable\ndef nobody(): ...\n\ndef other(): ...\n", "python")
    client.notification("workspace/codeLens/refresh")
    (nobody,) = lenses(client, uri)
    assert nobody["command"]["title"] == "in no config"


def test_the_command_names_the_places(client: Client, workspace: Path) -> None:
    begin(client, workspace)
    uri = (workspace / "model.py").as_uri()
    command = lenses(client, uri)[0]["command"]
    run = {key: command[key] for key in ("command", "arguments")}
    found = client.result("workspace/executeCommand", run)
    assert {one["uri"].rpartition("/")[2] for one in found} == {
        "base.gin",
        "broken.gin",
        "train.gin",
        "depth.hyp",
    }
    (message,) = shown_messages(client)
    assert message["message"].split("\n")[0] == "base.gin:1"
    wrong = {"command": "hpLsp.showPlaces", "arguments": [{"uri": uri}]}
    assert client.request("workspace/executeCommand", wrong)["error"]["code"] == -32602
    wrong["arguments"] = [{"uri": uri + "x", "position": {"line": 0, "character": 0}}]
    assert client.request("workspace/executeCommand", wrong)["error"]["code"] == -32602
