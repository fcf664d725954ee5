"""What is read of real clients' capabilities."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import pytest
from lsprotocol import converters, types

from hp_lsp.server.capabilities import BY_LANGUAGE, Client, read_client

CLIENTS = Path(__file__).parent.parent / "clients"


def read(announced: object) -> Client:
    return read_client(converters.get_converter().structure(announced, types.ClientCapabilities))


def captured(name: str) -> Client:
    return read(json.loads((CLIENTS / name).read_text())["capabilities"])


def test_client_that_announces_nothing():
    assert read({}) == Client()
    assert not any(value for name, value in asdict(Client()).items() if name != "encoding")


def test_vscode():
    assert asdict(captured("vscode-1.99.3.json")) == {
        **dict.fromkeys(asdict(Client()), True),
        "encoding": "utf-16",
        "diagnostic_versions": False,
        "overlapping_tokens": False,
        "registers_by_language": frozenset(BY_LANGUAGE.values()),
        "refreshes": tuple(f"workspace/{one}/refresh" for one in ("semanticTokens", "inlayHint", "codeLens")),
    }


def test_neovim_cannot_be_told_that_diagnostics_are_outdated():
    client = captured("neovim-0.11.4.json")
    assert client.encoding == "utf-8"
    assert client.overlapping_tokens
    assert client.refreshes == ("workspace/semanticTokens/refresh", "workspace/inlayHint/refresh")
    assert not client.pulls_diagnostics
    assert not client.registers_watchers
    assert not client.resolves_documentation
    assert client.markdown_hover
    assert client.has_configuration


@pytest.mark.parametrize(
    ("encodings", "chosen"),
    [
        (None, "utf-16"),
        ([], "utf-16"),
        (["utf-7"], "utf-16"),
        (["utf-32", "utf-8"], "utf-32"),
        (["x", "utf-8"], "utf-8"),
    ],
)
def test_encoding_is_the_first_that_both_know(encodings: object, chosen: str):
    assert read({"general": {"positionEncodings": encodings}}).encoding == chosen
