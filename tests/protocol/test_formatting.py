"""Formatting as clients see it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from protocol.rawclient import Client
from protocol.session import VSCODE, begin, place

OPTIONS = {"tabSize": 2, "insertSpaces": True}
TEXT = "train.name='😀'  # 😀\ntrain :\n  steps=1\nx=[1,2]\n"


def asked(client: Client, method: str, uri: str, **more: object) -> Any:
    params = {"textDocument": {"uri": uri}, "options": OPTIONS, **more}
    return client.result(f"textDocument/{method}", params)


def test_the_whole_and_a_part(client: Client, workspace: Path) -> None:
    begin(client, workspace, VSCODE)
    uri = (workspace / "configs/train.gin").as_uri()
    client.open(uri, TEXT)
    whole = asked(client, "formatting", uri)
    assert whole == [
        {"range": place(0, 10, 0, 11), "newText": " = "},
        {"range": place(1, 5, 1, 6), "newText": ""},
        {"range": place(2, 7, 2, 8), "newText": " = "},
        {"range": place(3, 1, 3, 5), "newText": " = [1, "},
    ]
    part = asked(client, "rangeFormatting", uri, range=place(2, 4, 2, 4))
    assert [one["range"]["start"]["line"] for one in part] == [1, 2]
    assert asked(client, "formatting", (workspace / "model.py").as_uri()) == []
    assert asked(client, "formatting", (workspace / "no/such.gin").as_uri()) is None


def test_blocks_are_indented_as_the_client_wants(client: Client, workspace: Path) -> None:
    begin(client, workspace, VSCODE)
    uri = (workspace / "sweeps/depth.hyp").as_uri()
    client.open(uri, "with train:\n    product:\n        steps: [1,\n                2]\n", "hyperion")

    def formatted(**options: object) -> list[tuple[int, str]]:
        edits = asked(client, "formatting", uri, options=options)
        return [(one["range"]["start"]["line"], one["newText"]) for one in edits]

    assert formatted(tabSize=4, insertSpaces=True) == []
    assert formatted(tabSize=2, insertSpaces=True) == [(1, ""), (2, ""), (3, "")]
    assert formatted(tabSize=4, insertSpaces=False) == [(1, "\t"), (2, "\t\t"), (3, "\t\t")]


def test_a_line_begun_below_a_header(client: Client, workspace: Path) -> None:
    begin(client, workspace, VSCODE)
    uri = (workspace / "sweeps/depth.hyp").as_uri()
    client.open(uri, "product:\n  with train:  # c\n\nsize = 1\n\n", "hyperion")

    def typed(line: int) -> Any:
        return asked(client, "onTypeFormatting", uri, position={"line": line, "character": 0}, ch="\n")

    assert typed(2) == [{"range": place(2, 0, 2, 0), "newText": "    "}]
    assert typed(1) == typed(4) == typed(0) == []


def test_python_and_yaml_keep_their_own_servers_where_the_client_can_tell_languages(
    client: Client, workspace: Path
) -> None:
    announced = begin(client, workspace, VSCODE)["capabilities"]
    assert not {name for name in announced if "ormatting" in name or name == "callHierarchyProvider"}
    registered = {
        one["method"]: one["registerOptions"]
        for message in client.received
        if message.get("method") == "client/registerCapability"
        for one in message["params"]["registrations"]
    }
    languages = [{"language": "gin"}, {"language": "hyperion"}]
    of_formatting = {"formatting", "rangeFormatting", "onTypeFormatting"}
    for method in {
        *of_formatting,
        "prepareCallHierarchy",
        "documentSymbol",
        "foldingRange",
        "selectionRange",
    }:
        assert registered[f"textDocument/{method}"]["documentSelector"] == languages
    assert registered["textDocument/onTypeFormatting"]["firstTriggerCharacter"] == "\n"


def test_a_client_that_cannot_is_told_at_once(client: Client, workspace: Path) -> None:
    announced = begin(client, workspace)["capabilities"]
    assert announced["documentFormattingProvider"]
    assert announced["documentRangeFormattingProvider"]
    assert announced["documentOnTypeFormattingProvider"] == {"firstTriggerCharacter": "\n"}
    for method in ("callHierarchy", "documentSymbol", "foldingRange", "selectionRange"):
        assert announced[f"{method}Provider"]
