"""Which YAML files are hpman's, as code, scripts, settings and the files themselves come and go."""

from __future__ import annotations

from pathlib import Path

import pytest

from hp_lsp.features.completion import complete
from hp_lsp.features.diagnostics import diagnose
from hp_lsp.features.rename import rename
from hp_lsp.project.project import Project
from hp_lsp.text.lines import Text

MAIN = """\
import argparse
import hpargparse
from hpman.m import _

_.parse_file(__file__)
hpargparse.bind(argparse.ArgumentParser(), _)
_("learning_rate", 0.1)
"""
WRONG = "learning_rat: 0.2\n"


def project_in(folder: Path, **files: str) -> Project:
    for name, text in {"main_py": MAIN, "run_sh": "python main.py --hp-load base.yaml\n", **files}.items():
        (folder / name.replace("_", ".")).write_text(text, encoding="utf-8")
    project = Project([str(folder)])
    work(project)
    return project


def work(project: Project, *changed: Path) -> None:
    project.files_changed(map(str, changed))
    for _ in project.work():
        pass


def codes(project: Project, path: Path) -> list[str]:
    return [problem.code for problem in diagnose(project.snapshot(), str(path))]


def test_a_script_names_a_file_and_is_changed(tmp_path: Path) -> None:
    path = tmp_path / "base.yaml"
    project = project_in(tmp_path, base_yaml=WRONG)
    assert codes(project, path) == ["HPM103"]
    (tmp_path / "run.sh").write_text("python main.py\n", encoding="utf-8")
    work(project, tmp_path / "run.sh")
    assert codes(project, path) == []
    assert project.snapshot().configs() == ()
    (tmp_path / "run.sh").write_text("python main.py --hp-load=base.yaml\n", encoding="utf-8")
    work(project, tmp_path / "run.sh")
    assert codes(project, path) == ["HPM103"]
    (tmp_path / "run.sh").unlink()
    work(project, tmp_path / "run.sh")
    assert codes(project, path) == []


def test_a_file_that_is_named_comes_later_and_goes_again(tmp_path: Path) -> None:
    path = tmp_path / "base.yaml"
    project = project_in(tmp_path)
    assert project.snapshot().configs() == ()
    path.write_text(WRONG, encoding="utf-8")
    work(project, path)
    assert codes(project, path) == ["HPM103"]
    path.unlink()
    work(project, path)
    assert project.snapshot().configs() == ()


def test_a_file_is_open_before_anything_is_read(tmp_path: Path) -> None:
    path = tmp_path / "base.yaml"
    project_in(tmp_path, base_yaml=WRONG)
    project = Project([str(tmp_path)])
    project.open(str(path), "yaml", Text("lear"))
    assert diagnose(project.snapshot(), str(path)) == ()
    work(project)
    (item,) = complete(project.snapshot(), str(path), 4)
    assert item.insert == "learning_rate: 0.1"
    project.change(str(path), Text(WRONG))
    assert codes(project, path) == ["HPM103"]
    project.close(str(path))
    work(project)
    assert codes(project, path) == ["HPM103"]


def test_two_files_may_be_meant_and_so_none_is(tmp_path: Path) -> None:
    (tmp_path / "jobs").mkdir()
    for name in ("base.yaml", "jobs/base.yaml"):
        (tmp_path / name).write_text(WRONG, encoding="utf-8")
    (tmp_path / "jobs" / "run.sh").write_text("python ../main.py --hp-load base.yaml\n", encoding="utf-8")
    project = project_in(tmp_path, run_sh="echo\n")
    assert project.snapshot().configs() == ()


@pytest.mark.parametrize("glob", ["params/*.yaml", "*.yaml", "params"])
def test_the_setting_names_files(tmp_path: Path, glob: str) -> None:
    path = tmp_path / "params" / "one.yaml"
    path.parent.mkdir()
    path.write_text(WRONG, encoding="utf-8")
    project = project_in(tmp_path, run_sh="echo\n")
    assert codes(project, path) == []
    project.set_settings({"hpman-files": [glob]})
    work(project)
    assert codes(project, path) == ["HPM103"]


def test_a_file_of_another_program_is_left_alone(tmp_path: Path) -> None:
    texts = ("defaults:\n- a\nlearning_rat: 1\n", "services:\n  web:\n", "on: push\njobs: [\n", "- 1\n")
    project = project_in(tmp_path, base_yaml="learning_rate: 0.3\n")
    for number, text in enumerate(texts):
        path = tmp_path / f"other{number}.yaml"
        path.write_text(text, encoding="utf-8")
        work(project, path)
        project.open(str(path), "yaml", Text(text))
        assert codes(project, path) == []
        assert complete(project.snapshot(), str(path), 0) == ()
    assert [Path(path).name for path in project.snapshot().configs()] == ["base.yaml"]


def test_an_excluded_file_is_not_read(tmp_path: Path) -> None:
    project = project_in(tmp_path, base_yaml=WRONG)
    project.set_settings({"exclude": ["base.yaml"]})
    work(project)
    assert project.snapshot().configs() == ()


def test_a_rename_reaches_files_as_they_are_in_the_editor(tmp_path: Path) -> None:
    project = project_in(tmp_path, base_yaml="other: 1\n")
    path = tmp_path / "base.yaml"
    project.open(str(path), "yaml", Text("\nlearning_rate: 0.2\n"))
    found = rename(project.snapshot(), str(tmp_path / "main.py"), MAIN.index("learning_rate"), "rate")
    assert isinstance(found, tuple)
    assert [(Path(name).name, edit.span.start, edit.text) for name, edit in found] == [
        ("base.yaml", 1, "rate"),
        ("main.py", MAIN.index("learning_rate"), "rate"),
    ]


def test_a_file_that_is_no_text_gets_one_problem(tmp_path: Path) -> None:
    project = project_in(tmp_path)
    path = tmp_path / "base.yaml"
    path.write_bytes(b"learning_rate: \xe9\nlearning_rat: 1\n")
    work(project, path)
    assert codes(project, path) == ["HPL001"]
    path.write_bytes(b"learning_rate: 1\n\0\n")
    work(project, path)
    assert "HPM103" not in codes(project, path)
