"""`--check` on published packages: no crash, no false alarm, and every error named here with its reason."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from real.packages import CannotDownload, unpacked

WORKSPACES: dict[str, tuple[str, ...]] = {
    "rave": ("acids-rave==2.3.1",),
    "ddsp": ("ddsp==3.7.0",),
    "reaver": ("reaver==2.1.9",),
    "t5 alone": ("t5==0.9.4",),
    "t5 with mesh-tensorflow": ("t5==0.9.4", "mesh-tensorflow==0.1.21"),
}

SMALL = "rave/configs/v2_nopqmf_small.gin"
MULTI = "t5/models/gin/infer_multi_file.gin"

TRUE: dict[str, set[tuple[str, int, str, str]]] = {
    # `Compress(time, lookup, gain, sr)` is bound with the parameters of `RandomCompress`.
    "rave": {(SMALL, line, "GIN102", "error") for line in (40, 41, 42)},
    # `decode_from_files` is defined nowhere; `decode_from_file` is. A warning, because `seqio` cannot be read here.
    "t5 with mesh-tensorflow": {(MULTI, line, "GIN101", "warning") for line in (10, 12, 13)},
}
"""Errors and warnings that are mistakes of the package, by workspace: file, line, code and severity."""


def workspace(tmp_path: Path, requirements: Iterable[str]) -> Path:
    for requirement in requirements:
        try:
            folder = unpacked(requirement)
        except CannotDownload as problem:
            pytest.skip(str(problem))
        shutil.copytree(folder, tmp_path / "site", dirs_exist_ok=True)
    (tmp_path / "site" / "pyproject.toml").write_text("")
    return tmp_path / "site"


def check(folder: Path) -> list[dict[str, Any]]:
    done = subprocess.run(
        [sys.executable, "-m", "hp_lsp", "--check", ".", "--format", "json"],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode in (0, 1), done.stderr
    assert "Traceback" not in done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("name", WORKSPACES)
def test_nothing_is_said_that_is_not_true(name: str, tmp_path: Path) -> None:
    found = check(workspace(tmp_path, WORKSPACES[name]))
    loud = [one for one in found if one["severity"] in ("error", "warning")]
    assert {(one["path"], one["line"], one["code"], one["severity"]) for one in loud} == TRUE.get(name, set())
