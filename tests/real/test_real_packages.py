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

from real.packages import unpacked

WORKSPACES: dict[str, tuple[str, ...]] = {
    "rave": ("acids-rave==2.3.1",),
    "ddsp": ("ddsp==3.7.0",),
    "reaver": ("reaver==2.1.9",),
    "t5 alone": ("t5==0.9.4",),
    "t5 with mesh-tensorflow": ("t5==0.9.4", "mesh-tensorflow==0.1.21"),
}

TRUE_ERRORS: dict[str, set[tuple[str, int, str]]] = {}
"""Errors that are mistakes of the package, by workspace: file, line and code."""


def workspace(tmp_path: Path, requirements: Iterable[str]) -> Path:
    for requirement in requirements:
        shutil.copytree(unpacked(requirement), tmp_path / "site", dirs_exist_ok=True)
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
def test_every_error_is_true(name: str, tmp_path: Path) -> None:
    found = check(workspace(tmp_path, WORKSPACES[name]))
    errors = {(one["path"], one["line"], one["code"]) for one in found if one["severity"] == "error"}
    assert errors == TRUE_ERRORS.get(name, set())
    assert [one for one in found if one["severity"] == "warning"] == []
