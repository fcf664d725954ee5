"""Published packages that call gettext's `_` on every page: nothing in them is taken for hpman's."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from hp_lsp.features.diagnostics import diagnose
from hp_lsp.project.project import Project
from hp_lsp.project.snapshot import Snapshot
from real.packages import CannotDownload, unpacked

CALLS = {"django==5.2.19": 400, "wagtail==8.0.1": 400, "sphinx==9.0.4": 200, "babel==2.19.0": 1}
"""How often at least `_(` stands in each package."""
PROGRAM = """\
from hpman.m import _

_.parse_file(__file__)
_("learning_rate", 0.1)
"""


def read(folder: Path) -> Snapshot:
    project = Project([str(folder)])
    for _ in project.work():
        pass
    return project.snapshot()


@pytest.mark.parametrize("beside_hpman", [False, True])
@pytest.mark.parametrize("requirement", CALLS)
def test_no_call_of_gettext_is_a_hyper_parameter(
    requirement: str, beside_hpman: bool, tmp_path: Path
) -> None:
    try:
        folder = unpacked(requirement)
    except CannotDownload as problem:
        pytest.skip(str(problem))
    shutil.copytree(folder, tmp_path / "site")
    if beside_hpman:
        (tmp_path / "site" / "train.py").write_text(PROGRAM, encoding="utf-8")
    view = read(tmp_path / "site")
    texts = (document.text.source for path in view.python_files() if (document := view.document(path)))
    assert sum(text.count("_(") for text in texts) >= CALLS[requirement]
    told = {path for path in view.code_files() if "hpman" in view.code.facts[path]}
    names = {named.name for named in view.index("hpman").calls}
    assert names == ({"learning_rate"} if beside_hpman else set())
    assert [problem for path in told for problem in diagnose(view, path)] == []
    assert beside_hpman or not told
