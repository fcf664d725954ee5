"""Servers and the cache: what one has read the next one knows, and several at once do not disturb each other."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from protocol.rawclient import RawClient, raw_client

CODE = "import gin\n\n@gin.configurable\ndef f(a=1):\n    pass\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "pyproject.toml").touch()
    (folder / "model.py").write_text(CODE)
    (folder / "main.gin").write_text("f.b = 1\n")
    return folder


def told(client: RawClient, root: Path) -> Any:
    """Return the problems that the server tells of the config once it knows the workspace."""
    client.initialize(workspaceFolders=[{"uri": root.as_uri(), "name": "project"}])
    client.notify("initialized", {})
    client.open((root / "main.gin").as_uri(), "f.b = 1\n")
    found = client.notification("textDocument/publishDiagnostics", lambda params: params["diagnostics"])
    return [one["code"] for one in found["diagnostics"]]


def test_three_servers_at_once_and_one_after_them(root: Path, tmp_path: Path) -> None:
    with ExitStack() as stack:
        folders = [tmp_path / name for name in "abc"]
        for folder in folders:
            folder.mkdir()
        clients = [stack.enter_context(raw_client(folder)) for folder in folders]
        assert [told(client, root) for client in clients] == [["GIN102"]] * 3
        assert [client.shut_down() for client in clients] == [0] * 3
    (kept,) = (tmp_path / "cache" / "hp-lsp").iterdir()
    assert b"model.py" in kept.read_bytes()
    with raw_client(tmp_path) as client:
        assert told(client, root) == ["GIN102"]
        assert client.shut_down() == 0


def test_a_damaged_cache_is_not_even_mentioned(root: Path, tmp_path: Path) -> None:
    with raw_client(tmp_path) as client:
        told(client, root)
        client.shut_down()
    (kept,) = (tmp_path / "cache" / "hp-lsp").iterdir()
    kept.write_bytes(kept.read_bytes()[:-10] + b"\xff" * 10)
    with raw_client(tmp_path) as client:
        assert told(client, root) == ["GIN102"]
        assert not [one for one in client.received if one.get("method") == "window/showMessage"]
        client.shut_down()
