"""Definition, declaration and implementation as clients see them: links with the name they start from, or locations."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from protocol.rawclient import Client
from protocol.session import VSCODE, begin, place

METHODS = ("definition", "declaration", "implementation")


def going(client: Client, method: str, uri: str, line: int, character: int) -> Any:
    at = {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}}
    return client.result(f"textDocument/{method}", at)


@pytest.mark.parametrize("method", METHODS)
def test_links_say_where_they_start(client: Client, workspace: Path, method: str) -> None:
    assert begin(client, workspace, VSCODE)["capabilities"][f"{method}Provider"]
    uri = (workspace / "configs/train.gin").as_uri()
    client.open(uri, "train.name = ['😀', @s/Transformer]\n")
    found = going(client, method, uri, 0, 28)
    assert all(one["originSelectionRange"] == place(0, 23, 0, 34) for one in found)
    here = {"definition": "model.py", "declaration": "model.py", "implementation": "configs/train.gin"}
    assert (workspace / here[method]).as_uri() in {one["targetUri"] for one in found}


@pytest.mark.parametrize("method", METHODS)
def test_locations_for_other_clients(client: Client, workspace: Path, method: str) -> None:
    begin(client, workspace)
    uri = (workspace / "configs/train.gin").as_uri()
    client.open(uri, "train.name = @s/Transformer\n")
    assert {tuple(sorted(one)) for one in going(client, method, uri, 0, 20)} == {("range", "uri")}
    assert going(client, method, (workspace / "no/such.gin").as_uri(), 0, 0) is None


def test_from_code_to_the_configs_that_bind_a_parameter(client: Client, workspace: Path) -> None:
    begin(client, workspace)
    code = workspace / "model.py"
    line = next(number for number, text in enumerate(code.read_text().split("\n")) if "steps: int" in text)
    column = code.read_text().split("\n")[line].index("steps")
    found = going(client, "implementation", code.as_uri(), line, column)
    assert {one["uri"].rpartition("/")[2] for one in found} == {"train.gin", "depth.hyp"}
