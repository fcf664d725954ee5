"""Which YAML files are hpman's, as code, scripts, settings and the files themselves come and go."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hpargparse.hputils import hp_load
from hpman import HyperParameterManager

from hp_lsp.features.completion import complete
from hp_lsp.features.diagnostics import diagnose
from hp_lsp.features.refactorings import refactorings
from hp_lsp.features.rename import rename
from hp_lsp.project.project import Project
from hp_lsp.text.edits import apply_edits
from hp_lsp.text.lines import Text
from hp_lsp.text.span import Span

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


@pytest.mark.parametrize(
    "before", ["", "lr: 0.5", "# none\n", "---\n  lr: 0.5\n  ", "lr: 0.5\r\n", "text: |\n  a\n\n"]
)
def test_the_missing_names_are_added_with_their_defaults(tmp_path: Path, before: str) -> None:
    code = (
        "from hpman.m import _\n_.parse_file(__file__)\n"
        "def f():\n    return _('lr', 1e-5), _('big', 3), _('text', 'on'), _('quote', 'a: \"b\"'), _('no', False), "
        "_('a b', 1), "
        "_('optim.betas', [0.9, 1e-8]), _('size', (1, 2)), _('nested', {'a': 1e20, 'b': None}), "
        "_('unset', None), _('unread')\n"
    )
    project = project_in(tmp_path, main_py=code, base_yaml=before)
    path = tmp_path / "base.yaml"
    (found,) = refactorings(project.snapshot(), str(path), Span(0, 0))
    path.write_text(apply_edits(before, list(found.edits)), encoding="utf-8", newline="")
    project = project_in(tmp_path, main_py=code)
    assert refactorings(project.snapshot(), str(path), Span(0, 0)) == ()
    manager = HyperParameterManager("_")
    manager.parse_file(str(tmp_path / "main.py"))
    defaults = manager.get_values()
    hp_load(str(path), manager, "auto")
    given = {"lr": 0.5} if "lr" in before else {"text": "a\n"} if "text" in before else {}
    assert manager.get_values() == defaults | given
    assert set(yaml.safe_load(path.read_text(encoding="utf-8"))) == set(defaults) - {"unset", "nested"}


@pytest.mark.parametrize("text", ["{lr: 1}", "lr: [\n", "- lr\n", "lr: 1\n...\n"])
def test_nothing_is_added_to_a_file_that_is_not_written_in_lines(tmp_path: Path, text: str) -> None:
    project = project_in(tmp_path, base_yaml=text)
    assert refactorings(project.snapshot(), str(tmp_path / "base.yaml"), Span(0, 0)) == ()
