"""Signature help as clients see it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from protocol.rawclient import Client
from protocol.session import NEOVIM, VSCODE, begin

TEXT = "train.name = @Transformer(width=%😀, depth="


def helped(client: Client, uri: str, line: int, character: int) -> Any:
    at = {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}}
    return client.result("textDocument/signatureHelp", at)


def test_the_call_that_is_being_written(client: Client, workspace: Path) -> None:
    provider = begin(client, workspace, VSCODE)["capabilities"]["signatureHelpProvider"]
    assert provider["triggerCharacters"] == ["(", ","]
    uri = (workspace / "sweeps/depth.hyp").as_uri()
    client.open(uri, TEXT, "hyperion")
    found = helped(client, uri, 0, len(TEXT) + 1)
    assert (found["activeSignature"], found["activeParameter"]) == (0, 1)
    (signature,) = found["signatures"]
    assert signature["label"] == "Transformer(width: int = 16, depth: int = 2, activation=None)"
    assert signature["documentation"] == {"kind": "markdown", "value": "A stack of layers."}
    labels = [signature["label"][slice(*one["label"])] for one in signature["parameters"]]
    assert labels == ["width: int = 16", "depth: int = 2", "activation=None"]
    assert helped(client, uri, 0, 5) is None


def test_no_parameter_is_marked_for_a_name_that_is_none(client: Client, workspace: Path) -> None:
    begin(client, workspace, NEOVIM)
    uri = (workspace / "sweeps/depth.hyp").as_uri()
    client.open(uri, "train.name = @Transformer(nosuch=", "hyperion")
    found = helped(client, uri, 0, 33)
    assert found["activeParameter"] == found["signatures"][0]["activeParameter"] == 3


def test_a_client_that_announces_nothing(client: Client, workspace: Path) -> None:
    begin(client, workspace)
    uri = (workspace / "sweeps/depth.hyp").as_uri()
    client.open(uri, TEXT, "hyperion")
    (signature,) = helped(client, uri, 0, len(TEXT) + 1)["signatures"]
    assert signature["parameters"] == [
        {"label": "width: int = 16"},
        {"label": "depth: int = 2"},
        {"label": "activation=None"},
    ]
    assert signature["documentation"]["kind"] == "plaintext"
    assert helped(client, (workspace / "no/such.hyp").as_uri(), 0, 0) is None
