"""After a move with the edits for it, everything is found again."""

from __future__ import annotations

import shutil
from collections import defaultdict
from pathlib import Path

import pytest

from casefile import plain_files, read_case
from hp_lsp.features.diagnostics import diagnose
from hp_lsp.features.moving import moved
from hp_lsp.project.project import Project
from hp_lsp.project.snapshot import Snapshot
from hp_lsp.text.edits import Edit, apply_edits

CASE = Path(__file__).parents[1] / "cases/features/moved.case"


def opened(folder: Path) -> Snapshot:
    project = Project([str(folder)])
    for _ in project.work():
        pass
    return project.snapshot()


def found(folder: Path) -> list[str]:
    view = opened(folder)
    return sorted(one.code for path in (*view.configs(), *view.code_files()) for one in diagnose(view, path))


@pytest.mark.parametrize(
    ("source", "target", "module"),
    [
        ("configs/base.gin", "configs/deep/first.gin", "pkg.nets"),
        ("configs", "conf", "pkg.nets"),
        ("pkg/nets.py", "pkg/deep/models.py", "pkg.deep.models"),
        ("pkg/nets.py", "nets.py", "nets"),
        ("pkg", "other", "other.nets"),
    ],
)
def test_all_is_found_again(tmp_path: Path, source: str, target: str, module: str) -> None:
    for name, body in plain_files(read_case(CASE.read_text(encoding="utf-8"))).items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(body.replace("@gin.configurable(module='pkg.nets')", "@gin.configurable"))
    before = found(tmp_path)
    edits: defaultdict[str, list[Edit]] = defaultdict(list)
    for path, edit in moved(opened(tmp_path), {str(tmp_path / source): str(tmp_path / target)}):
        edits[path].append(edit)
    for path, changes in edits.items():
        Path(path).write_text(apply_edits(Path(path).read_text(), changes))
    (tmp_path / target).parent.mkdir(parents=True, exist_ok=True)
    shutil.move(tmp_path / source, tmp_path / target)
    code = tmp_path / "run.py"  # its own imports are the business of a server for Python
    code.write_text(code.read_text().replace("import pkg.nets", f"import {module}"))
    assert found(tmp_path) == before
