"""The fixes of Hyperion's rules: what they make of a text, and that the problem is gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from hp_lsp.dialects.base import Problem
from hp_lsp.features.diagnostics import diagnose
from hp_lsp.project.project import Project
from hp_lsp.text.edits import apply_edits

MODEL = """import gin


@gin.configurable
def f(x=0, y=0, z=0):
    pass
"""
FIXED = {
    ("HYP202", "table f.x, f.y, f.z:\n  1 -2 -3\n"): "table f.x, f.y, f.z:\n  1, -2, -3\n",
    ("HYP306", "n = 1\nf.x = not 0 < %n <= 3\n"): "n = 1\nf.x = not (0 < %n and %n <= 3)\n",
    ("HYP307", "f.x: [1 -2, 3 +4 -5]\n"): "f.x: [1, -2, 3 +4 -5]\n",
    ("HYP307", "f.x = (1, 2 -3)\n"): "f.x = (1, 2, -3)\n",
    ("HYP309", "union:\n  with f:\n    x: [1, 2]\n\n    # y\n    y: [3]\n  f.z: [1]\n"): (
        "union:\n  with f:\n    product:\n        x: [1, 2]\n\n    # y\n        y: [3]\n  f.z: [1]\n"
    ),
    ("HYP309", "union:\n\twith f:\n\t\tx: [1, 2]\n\t\tproduct:\n\t\t\ty: [3]\n"): (
        "union:\n\twith f:\n\t\tproduct:\n    \t\tx: [1, 2]\n    \t\tproduct:\n    \t\t\ty: [3]\n"
    ),
    ("HYP101", "with modle.f:\n  x = 1\n"): "with model.f:\n  x = 1\n",
}  # fmt: skip


def problems(folder: Path, source: str) -> list[Problem]:
    (folder / "model.py").write_text(MODEL, encoding="utf-8")
    (folder / "sweep.hyp").write_bytes(source.encode())
    project = Project([str(folder)])
    for _ in project.work():
        pass
    return list(diagnose(project.snapshot(), str(folder / "sweep.hyp")))


@pytest.mark.parametrize(("code", "source"), FIXED)
def test_a_fix_mends_the_text(code: str, source: str, tmp_path: Path) -> None:
    before = [problem for problem in problems(tmp_path, source) if problem.code == code]
    text = apply_edits(source, [edit for _, edit in before[0].fixes[0].edits])
    assert text == FIXED[code, source]
    after = problems(tmp_path, text)
    assert len([problem for problem in after if problem.code == code]) == len(before) - 1
    assert not [problem for problem in after if problem.code.startswith(("GIN0", "HYP2"))]


def test_no_fix_indents_a_line_inside_of_a_string(tmp_path: Path) -> None:
    source = "union:\n  with f:\n    x: ['''a\nb''']\n    y: [3]\n"
    found = [problem for problem in problems(tmp_path, source) if problem.code == "HYP309"]
    assert [problem.fixes for problem in found] == [()]
