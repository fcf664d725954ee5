"""Nothing of a workspace is ever run, whatever its files and settings say."""

from __future__ import annotations

from pathlib import Path

import pytest

from protocol.rawclient import Client, raw_client
from protocol.session import VSCODE, begin, hover, pulled

CANARY = """
import pathlib
pathlib.Path({path!r}).touch()
"""


@pytest.fixture
def canary(workspace: Path, tmp_path: Path) -> Path:
    """Make every Python file of the workspace, and its interpreter, leave a trace when they are run."""
    trace = tmp_path / "was-run"
    code = CANARY.format(path=str(trace))
    for name in (
        "setup.py",
        "conftest.py",
        "sitecustomize.py",
        "__init__.py",
        "configs/__init__.py",
        "gin.py",
    ):
        (workspace / name).write_text(code)
    model = workspace / "model.py"
    model.write_text(code + model.read_text(encoding="utf-8"), encoding="utf-8")
    python = workspace / "python"
    python.write_text(f"#!/bin/sh\ntouch {trace}\n")
    python.chmod(0o755)
    (workspace / "hp-lsp.toml").write_text(f"python = '{python}'\n")
    (workspace / "configs/code.gin").write_text(
        "import model\nfrom setup import x\ntrain.steps = __import__('setup')\n"
    )
    return trace


def test_session_in_a_hostile_workspace(client: Client, workspace: Path, canary: Path):
    client.answers["workspace/configuration"] = lambda params: [{"python": str(workspace / "python")}]
    begin(client, workspace, VSCODE)
    for name in ("configs/code.gin", "configs/train.gin", "sweeps/depth.hyp", "model.py"):
        path = workspace / name
        language = {".gin": "gin", ".hyp": "hyperion", ".py": "python"}[path.suffix]
        client.open(path.as_uri(), path.read_text(encoding="utf-8"), language)
        pulled(client, path.as_uri())
    assert hover(client, (workspace / "configs/train.gin").as_uri(), 6, 8) is not None
    sweep = {"uri": (workspace / "sweeps/depth.hyp").as_uri()}
    request = {"command": "hpLsp.previewExpansion", "arguments": [sweep]}
    assert client.result("workspace/executeCommand", request)["count"] == 6
    assert not canary.exists()


def test_the_log_tells_nothing_of_what_stands_in_files(workspace: Path, tmp_path: Path):
    """Logs are pasted into reports: they may name files, but not quote them."""
    secret = "s3cret"
    texts = {
        "secret.gin": f"{secret}.x = '{secret}'\n{secret} = [\n",
        "secret.hyp": f"{secret}: ['{secret}', 1 / 0]\n",
        "secret.py": f"import gin\n{secret} = '{secret}\n",
    }
    for name, text in texts.items():
        (workspace / name).write_text(text)
    (workspace / "bytes.gin").write_bytes(b"\xff" + secret.encode())
    with raw_client(tmp_path) as client:
        begin(client, workspace, VSCODE)
        for name, text in texts.items():
            uri = (workspace / name).as_uri()
            client.open(uri, text, {".gin": "gin", ".hyp": "hyperion", ".py": "python"}[Path(name).suffix])
            pulled(client, uri)
            hover(client, uri, 0, 2)
        client.request("textDocument/hover", {"textDocument": {"uri": uri}, "position": secret})
        client.request("workspace/executeCommand", {"command": secret, "arguments": [secret]})
        client.send(f"{{ {secret}".encode())
        client.shut_down()
    assert secret not in (tmp_path / "server.log").read_text(encoding="utf-8")
