"""`--check` on published packages: no crash, and exactly the findings named here, each with its reason."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from hp_lsp.features.diagnostics import diagnose
from hp_lsp.project.project import Project
from real.packages import CannotDownload, unpacked

WORKSPACES: dict[str, tuple[str, ...]] = {
    "rave": ("acids-rave==2.3.1",),
    "ddsp": ("ddsp==3.7.0",),
    "reaver": ("reaver==2.1.9",),
    "t5 alone": ("t5==0.9.4",),
    "t5 with mesh-tensorflow": ("t5==0.9.4", "mesh-tensorflow==0.1.21"),
}

RAVE, DDSP, T5 = "rave/configs/", "ddsp/training/gin/", "t5/models/gin/"

FOUND: dict[str, dict[tuple[str, str, str], tuple[int, ...]]] = {
    "rave": {
        # `Compress(time, lookup, gain, sr)` is bound with the parameters of `RandomCompress`.
        (RAVE + "v2_nopqmf_small.gin", "GIN102", "error"): (40, 41, 42),
        # `NoiseGeneratorV2` declares `ratios: int` and iterates over it.
        (RAVE + "noise.gin", "GIN331", "information"): (11,),
        (RAVE + "v2_small.gin", "GIN331", "information"): (45,),
        # Nothing uses `%DYNAMIC_MASKING`.
        (RAVE + "discrete.gin", "GIN315", "hint"): (17,),
    },
    "ddsp": {
        # What the included `models/ae.gin` and `papers/icml2020/pretrain_model.gin` bind is written once more.
        (DDSP + "models/solo_instrument.gin", "GIN314", "hint"): (12, 13, 14, 15, 16),
        (DDSP + "papers/icml2020/finetune_model.gin", "GIN314", "hint"): (10, 11, 17),
    },
    "reaver": {},
    "t5 alone": {},
    "t5 with mesh-tensorflow": {
        # `decode_from_files` is defined nowhere; `decode_from_file` is. Warnings, for `seqio` cannot be read here.
        (T5 + "infer_multi_file.gin", "GIN101", "warning"): (10, 12, 13),
    },
}
"""Everything that is reported, by workspace: the lines by file, code and severity. All of it is true."""


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
def test_all_that_is_true_is_said_and_nothing_else(name: str, tmp_path: Path) -> None:
    lines = defaultdict(list)
    for one in check(workspace(tmp_path, WORKSPACES[name])):
        lines[one["path"], one["code"], one["severity"]].append(one["line"])
    assert {place: tuple(sorted(found)) for place, found in lines.items()} == FOUND[name]


@pytest.mark.parametrize("name", WORKSPACES)
def test_the_cache_changes_nothing(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = str(workspace(tmp_path, WORKSPACES[name]))
    known = []
    for is_kept in (False, True, True):
        project = Project([folder], is_kept=is_kept)
        for _ in project.work():
            pass
        view = project.snapshot()
        problems = {path: diagnose(view, path) for path in (*view.configs(), *view.code_files())}
        pictures = {path: view.modules.at(path) for path in view.code_files()}
        known.append((view.code.facts, problems, pictures))
        project.keep()
    assert (tmp_path / "cache" / "hp-lsp").is_dir()
    assert known[0] == known[1] == known[2]
