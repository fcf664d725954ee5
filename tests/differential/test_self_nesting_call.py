"""Calls that need themselves: what the rule says of them, against Python's stack under the real Gin."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from hp_lsp.dialects.hyperion.expansion import SweepExpansion
from hp_lsp.dialects.hyperion.sweep import parse_sweep
from hp_lsp.features.diagnostics import diagnose
from hp_lsp.project.project import Project

MODEL = """import gin


@gin.configurable
def g(v=0, w=0):
    return (v, w)


@gin.configurable
def h(z=0):
    return z


@gin.configurable
def main(a=None):
    return a
"""
RUN = """
import sys
import model
gin = model.gin
gin.parse_config(sys.stdin.read())
try:
    model.main()
except RecursionError:
    print("endless")
"""
VALUES = {
    "@g(v=1, w=@g())": True,
    "@g(w=[1, @g()])": True,
    "@g(w={1: (@model.g(),)})": True,
    "@s/g(w=(@g()))": True,
    "@g(w=@g(w=@g()))": True,
    "@g(w=@s/g())": False,
    "@g(w=@g)": False,
    "@g(w=@g(v=1))": False,
    "@g(w=@h(z=@g()))": False,
    "@g(w=@h())": False,
}


@pytest.mark.parametrize("value", VALUES)
def test_exactly_the_calls_reported_have_no_end(value: str, tmp_path: Path) -> None:
    (tmp_path / "model.py").write_text(MODEL, encoding="utf-8")
    sweep = tmp_path / "sweep.hyp"
    sweep.write_text(f"main.a = {value}\n", encoding="utf-8")
    project = Project([str(tmp_path)])
    for _ in project.work():
        pass
    view = project.snapshot()
    document = view.document(str(sweep))
    assert document is not None
    reported = any(problem.code == "HYP203" for problem in diagnose(view, str(sweep)))
    text = SweepExpansion(parse_sweep(document.text.source)).render(0, "gin")
    run = subprocess.run(
        [sys.executable, "-c", RUN], cwd=tmp_path, input=text, capture_output=True, text=True, check=True
    )
    assert reported == ("endless" in run.stdout) == VALUES[value]
