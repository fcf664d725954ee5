"""Strings of Python that are given to Gin have what configs have, in a process that editors would start."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from protocol.rawclient import Client, raw_client
from protocol.session import VSCODE, begin, place, pulled, suggested_edit

PROGRAM = """\
import gin
import model

name = '😀'; gin.bind_parameter('Transformer.depth', 4)
gin.parse_config(['width = 3', '''
    Transformer.width = %width
    Transformer.depht = 3
'''])
gin.parse_config_file('configs/base.gin')
"""
DEPTH = place(3, 45, 3, 50)
"""Where `depth` stands in the fourth line, in UTF-16 code units."""


@pytest.fixture
def client(tmp_path: Path) -> Iterator[Client]:
    with raw_client(tmp_path) as started:
        yield started


@pytest.fixture
def program(client: Client, workspace: Path) -> str:
    begin(client, workspace, VSCODE)
    uri = (workspace / "train.py").as_uri()
    client.open(uri, PROGRAM, "python")
    return uri


def _at(uri: str, text: str, shift: int = 0, **more: object) -> dict[str, Any]:
    before = PROGRAM[: PROGRAM.index(text) + shift]
    line, column = before.count("\n"), len(before[before.rfind("\n") + 1 :].encode("utf-16-le")) // 2
    return {"textDocument": {"uri": uri}, "position": {"line": line, "character": column}, **more}


def test_diagnostics_and_their_fixes(client: Client, program: str):
    (problem,) = pulled(client, program)["items"]
    assert (problem["code"], problem["range"]) == ("GIN102", place(6, 16, 6, 21))
    ignored = PROGRAM.replace("= 3\n", "= 3  # hp-lsp: ignore[GIN102]\n")
    client.change(program, 2, {"text": ignored})
    assert pulled(client, program)["items"] == []


def test_hover(client: Client, program: str):
    found = client.result("textDocument/hover", _at(program, "depth'", 1))
    assert found["range"] == DEPTH
    assert "depth" in found["contents"]["value"]


def test_definition(client: Client, program: str, workspace: Path):
    (parameter,) = client.result("textDocument/definition", _at(program, "width = %", 1))
    assert parameter["targetUri"] == (workspace / "model.py").as_uri()
    macro = client.result("textDocument/definition", _at(program, "%width", 2))
    assert {one["targetUri"] for one in macro} >= {program}
    (file,) = client.result("textDocument/definition", _at(program, "base.gin", 2))
    assert file["targetUri"] == (workspace / "configs/base.gin").as_uri()


def test_references(client: Client, program: str):
    context = {"includeDeclaration": True}
    found = client.result("textDocument/references", _at(program, "depth'", 1, context=context))
    assert {one["uri"].rpartition("/")[2] for one in found} >= {"model.py", "train.py"}
    assert [one["range"] for one in found if one["uri"] == program] == [DEPTH]


def test_completion(client: Client, program: str):
    found = client.result("textDocument/completion", _at(program, "Transformer.depth", 15))
    assert {one["label"] for one in found["items"]} >= {"width", "depth"}
    assert suggested_edit(found, found["items"][0])["range"] == DEPTH


def test_completion_in_a_string_that_is_not_closed_yet(client: Client, program: str):
    client.change(program, 2, {"text": "import gin\nimport model\n\ngin.bind_parameter('Transformer.de\n"})
    position = {"line": 3, "character": len("gin.bind_parameter('Transformer.de")}
    asked = {"textDocument": {"uri": program}, "position": position}
    labels = [one["label"] for one in client.result("textDocument/completion", asked)["items"]]
    assert {"width", "depth"} <= set(labels)
