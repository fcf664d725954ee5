"""Semantic tokens as clients see them: in their units, line by line, and asked for anew when the code has changed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from gin_texts import texts
from protocol.rawclient import Client, raw_client
from protocol.session import NEOVIM, VSCODE, begin, place

TEXT = """\
# 😀
import model

width = '😀' 'b'  # 😀
train/Transformer.width = %width
train.name = '''😀a
  b

c''' # d
train.nosuch = @nosuch()
"""
COLOURED = [
    (0, "# 😀", "comment"),
    (1, "import", "keyword"),
    (1, "model", "namespace"),
    (3, "width", "macro declaration"),
    (3, "=", "operator"),
    (3, "'😀'", "string"),
    (3, "'b'", "string"),
    (3, "# 😀", "comment"),
    (4, "train", "namespace"),
    (4, "Transformer", "class"),
    (4, "width", "property"),
    (4, "=", "operator"),
    (4, "%", "operator"),
    (4, "width", "macro"),
    (5, "train", "function"),
    (5, "name", "property"),
    (5, "=", "operator"),
    (5, "'''😀a", "string"),
    (6, "  b", "string"),
    (8, "c'''", "string"),
    (8, "# d", "comment"),
    (9, "train", "function"),
    (9, "nosuch", "variable unresolved"),
    (9, "=", "operator"),
    (9, "@", "operator"),
    (9, "nosuch", "variable unresolved"),
]
CODECS = {"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}
UNITS = {"utf-8": 1, "utf-16": 2, "utf-32": 4}
PYTHON = "import gin\ngin.bind_parameter('Transformer.width', 3)\n"


def decoded(data: list[int], text: str, legend: Any, encoding: str = "utf-16") -> list[tuple[int, str, str]]:
    """Return line, text and meaning of each token; each must lie on its line, behind the one before it."""
    lines = [line.encode(CODECS[encoding], "surrogatepass") for line in re.split(r"\r\n|\n|\r", text)]
    unit = UNITS[encoding]
    found = []
    line = column = behind = 0
    for delta_line, delta_column, length, kind, bits in zip(*[iter(data)] * 5, strict=True):
        assert delta_line >= 0
        line, column = line + delta_line, delta_column + (0 if delta_line else column)
        assert length > 0
        assert column >= (0 if delta_line else behind)
        behind = column + length
        assert behind * unit <= len(lines[line])
        written = lines[line][column * unit : behind * unit].decode(CODECS[encoding], "surrogatepass")
        names = [name for bit, name in enumerate(legend["tokenModifiers"]) if bits & 1 << bit]
        found.append((line, written, " ".join([legend["tokenTypes"][kind], *names])))
    return found


def tokens(client: Client, uri: str, range_: object = None) -> Any:
    params: dict[str, Any] = {"textDocument": {"uri": uri}}
    if range_ is None:
        return client.result("textDocument/semanticTokens/full", params)
    return client.result("textDocument/semanticTokens/range", {**params, "range": range_})


@pytest.mark.parametrize("encoding", CODECS)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_in_the_units_of_the_client(client: Client, workspace: Path, encoding: str, line_end: str) -> None:
    capabilities = {"general": {"positionEncodings": [encoding]}}
    provider = begin(client, workspace, capabilities)["capabilities"]["semanticTokensProvider"]
    assert (provider["full"], provider["range"]) == (True, True)
    uri = (workspace / "configs/train.gin").as_uri()
    text = TEXT.replace("\n", line_end)
    client.open(uri, text)
    assert decoded(tokens(client, uri)["data"], text, provider["legend"], encoding) == COLOURED


def test_the_tokens_of_a_range(client: Client, workspace: Path) -> None:
    legend = begin(client, workspace, VSCODE)["capabilities"]["semanticTokensProvider"]["legend"]
    uri = (workspace / "configs/train.gin").as_uri()
    client.open(uri, TEXT)
    found = decoded(tokens(client, uri, place(4, 8, 5, 3))["data"], TEXT, legend)
    assert found == [one for one in COLOURED if one[0] in (4, 5)][1:-3]
    assert tokens(client, uri, place(2, 0, 2, 0)) == {"data": []}
    inside_a_string = decoded(tokens(client, uri, place(7, 0, 7, 0))["data"], TEXT, legend)
    assert [one[2] for one in inside_a_string] == ["string"] * 3


def test_whatever_the_text(client: Client, workspace: Path) -> None:
    legend = begin(client, workspace, VSCODE)["capabilities"]["semanticTokensProvider"]["legend"]
    for number, text in enumerate(texts(seed=5, count=400)):
        language = ("gin", "hyperion")[number % 2]
        uri = (workspace / f"{number}.{language}").as_uri()
        client.open(uri, text, language)
        decoded(tokens(client, uri)["data"], text, legend)


def test_python_is_coloured_only_on_top_of_other_servers(workspace: Path) -> None:
    (workspace / "run.py").write_text(PYTHON)
    uri = (workspace / "run.py").as_uri()
    for capabilities, expected in (
        (VSCODE, None),
        (NEOVIM, [(1, "Transformer", "class"), (1, "width", "property")]),
    ):
        with raw_client(workspace) as client:
            provider = begin(client, workspace, capabilities)["capabilities"]["semanticTokensProvider"]
            found = tokens(client, uri)
            if found is not None:
                found = decoded(found["data"], PYTHON, provider["legend"], "utf-8")
            assert found == expected


def test_the_client_asks_again_when_the_code_has_changed(client: Client, workspace: Path) -> None:
    legend = begin(client, workspace, VSCODE)["capabilities"]["semanticTokensProvider"]["legend"]
    config, text = (workspace / "configs/train.gin").as_uri(), "evaluate.x = 1"
    client.open(config, text)
    before = decoded(tokens(client, config)["data"], text, legend)
    client.open(
        (workspace / "model.py").as_uri(), "import gin\n@gin.configurable\ndef evaluate(x): ...\n", "python"
    )
    client.notification("workspace/semanticTokens/refresh")
    after = decoded(tokens(client, config)["data"], text, legend)
    assert before[0] == (0, "evaluate", "variable unresolved")
    assert after[0] == (0, "evaluate", "function")
    asked_again = {one["method"] for one in client.received if one.get("method", "").endswith("/refresh")}
    assert asked_again >= {
        f"workspace/{name}/refresh" for name in ("semanticTokens", "inlayHint", "codeLens")
    }


def test_no_document(client: Client, workspace: Path) -> None:
    begin(client, workspace)
    assert tokens(client, (workspace / "no/such.gin").as_uri()) is None
