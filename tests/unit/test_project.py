"""The project while it changes: open buffers over disk, edits of code and configs, files that come and go."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from hp_lsp.dialects.gin.dialect import GIN
from hp_lsp.features.definition import definition
from hp_lsp.features.diagnostics import diagnose
from hp_lsp.project import files
from hp_lsp.project.modules import ModuleFinder
from hp_lsp.project.project import Project
from hp_lsp.project.roots import root_of, roots_of
from hp_lsp.python.module import Module
from hp_lsp.python.source import Source
from hp_lsp.text.lines import Text
from projects import codes, opened, work

MODEL = "import gin\n\n@gin.configurable\ndef f(a=1):\n    pass\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "model.py").write_text(MODEL)
    (tmp_path / "base.gin").write_text("width = 3\n")
    (tmp_path / "main.gin").write_text("include 'base.gin'\nf.a = %width\n")
    return tmp_path


def test_nothing_is_unknown_before_the_workspace_is_read(folder: Path) -> None:
    (folder / "main.gin").write_text("g.a = 1\nf.b = %nothing\n")
    project = Project([str(folder)])
    assert codes(project, folder / "main.gin") == []
    work(project)
    assert codes(project, folder / "main.gin") == ["GIN101", "GIN102", "GIN104"]


def test_an_edit_of_open_code_is_seen_in_configs_before_it_is_saved(folder: Path) -> None:
    project = opened(folder)
    project.open(str(folder / "model.py"), "python", Text(MODEL))
    before = project.generation
    project.change(str(folder / "model.py"), Text(MODEL.replace("a=1", "b=1")))
    assert codes(project, folder / "main.gin") == ["GIN102"]
    assert project.generation > before
    project.close(str(folder / "model.py"))
    work(project)
    assert codes(project, folder / "main.gin") == []


def test_a_script_without_suffix_is_python_too(folder: Path) -> None:
    script = folder / "bin" / "train"
    script.parent.mkdir()
    script.write_text("#!/usr/bin/env python3\n" + MODEL.replace("f(", "train("))
    (folder / "main.gin").write_text("train.a = 1\ntrain.b = 1\n")
    project = opened(folder)
    assert codes(project, folder / "main.gin") == ["GIN102"]
    project.open(str(script), "python", Text("#!/usr/bin/env python3\n\n" + MODEL.replace("f(a", "train(b")))
    assert codes(project, folder / "main.gin") == ["GIN102"]
    (found,) = definition(project.snapshot(), str(folder / "main.gin"), len("train.a = 1\ntr"))
    document = project.snapshot().document(found.target.path)
    assert document is not None
    assert document.text.slice(found.target.name) == "train"
    project.close(str(script))
    work(project)
    assert codes(project, folder / "main.gin") == ["GIN102"]


def test_half_written_code_keeps_what_it_told_last(folder: Path) -> None:
    project = opened(folder)
    path = str(folder / "model.py")
    project.open(path, "python", Text(MODEL))
    project.change(path, Text(MODEL + "\ndef g(\n"))
    assert codes(project, folder / "main.gin") == []


def test_an_edit_of_an_open_config_is_seen_by_those_that_include_it(folder: Path) -> None:
    project = opened(folder)
    project.open(str(folder / "base.gin"), "gin", Text("width = 3\n"))
    before = project.generation
    project.change(str(folder / "base.gin"), Text("height = 3\n"))
    assert project.generation > before
    assert codes(project, folder / "main.gin") == ["GIN104"]
    before = project.generation
    project.change(str(folder / "base.gin"), Text("height = 4\n"))
    assert project.generation == before


def test_files_that_come_go_and_change_on_disk(folder: Path) -> None:
    project = opened(folder)
    path = folder / "late.gin"
    path.write_text("include 'gone.gin'\n")
    project.files_changed([str(path)])
    work(project)
    assert str(path) in project.snapshot().configs()
    assert codes(project, path) == ["GIN105"]
    (folder / "gone.gin").write_text("")
    project.files_changed([str(folder / "gone.gin")])
    work(project)
    assert codes(project, path) == []
    assert project.snapshot().includers(str(folder / "gone.gin")) == (str(path),)
    path.unlink()
    project.files_changed([str(path)])
    work(project)
    assert str(path) not in project.snapshot().configs()
    assert project.snapshot().includers(str(folder / "gone.gin")) == ()


def test_polling_finds_what_no_client_tells(folder: Path) -> None:
    project = opened(folder)
    (folder / "model.py").write_text(MODEL.replace("a=1", "b=1, c=2"))
    (folder / "new.gin").write_text("f.c = 1\n")
    (folder / "base.gin").unlink()
    for _ in project.poll():
        pass
    work(project)
    assert codes(project, folder / "main.gin") == ["GIN105", "GIN102", "GIN104"]
    assert codes(project, folder / "new.gin") == []
    before = project.generation
    for _ in project.poll():
        pass
    assert project.generation == before


def test_a_base_class_in_a_file_that_never_mentions_gin_counts(folder: Path) -> None:
    (folder / "base.py").write_text("class Base:\n    def __init__(self, x): pass\n")
    (folder / "model.py").write_text("import gin\nimport base\n@gin.configurable\nclass C(base.Base): pass\n")
    (folder / "main.gin").write_text("C.x = 1\n")
    project = opened(folder)
    assert codes(project, folder / "main.gin") == []
    (folder / "base.py").write_text("class Base:\n    def __init__(self, y): pass\n")
    project.files_changed([str(folder / "base.py")])
    work(project)
    assert codes(project, folder / "main.gin") == ["GIN102"]


def test_settings_apply_at_once_and_wrong_ones_alone_are_refused(folder: Path) -> None:
    project = opened(folder)
    (folder / "main.gin").write_text("f.b = 1\n")
    project.files_changed([str(folder / "main.gin")])
    messages = project.set_settings({"ignore": ["GIN102"], "severity": 3, "pyton": "x"})
    work(project)
    assert codes(project, folder / "main.gin") == []
    levels = "`error`, `warning`, `information`, `hint`, `off`"
    severity, unknown = messages
    assert (
        severity
        == f"settings: `severity` must be a table of codes and one of {levels}; the value is left out."
    )
    assert unknown == "settings: there is no setting `pyton`; did you mean `python`?"


def two_folders(tmp_path: Path, *files: str) -> list[Path]:
    """Return two workspace folders, each with a config that binds no known name and a settings file, if any."""
    folders = [tmp_path / name for name in ("one", "two")]
    for folder, text in zip(folders, files, strict=True):
        folder.mkdir()
        (folder / "model.py").write_text(MODEL)
        (folder / "main.gin").write_text("f.b = 1\n")
        if text:
            (folder / "hp-lsp.toml").write_text(text)
    return folders


def test_each_folder_has_the_settings_of_its_own_file(tmp_path: Path) -> None:
    one, two = two_folders(tmp_path, 'ignore = ["GIN102"]\nno-such = 1', 'exclude = ["x.gin"]\nselect = 5')
    (two / "x.gin").write_text("f.b = 1\n")
    project = opened(one, two)
    assert [codes(project, folder / "main.gin") for folder in (one, two)] == [[], ["GIN102"]]
    assert str(two / "x.gin") not in project.snapshot().configs()
    unknown, wrong = project.messages
    assert unknown.startswith("one/hp-lsp.toml: there is no setting `no-such`")
    assert wrong.startswith("two/hp-lsp.toml: `select` must be")
    (two / "hp-lsp.toml").write_text('gin-files = ["*.config"]\nignore = ["GIN102"]')
    (two / "other.config").write_text("f.c = 1\n")
    for _ in project.poll():
        pass
    work(project)
    assert project.snapshot().configs() == (str(one / "main.gin"), str(two / "other.config"))


def test_a_folder_without_a_settings_file_goes_by_the_first_one(tmp_path: Path) -> None:
    folders = two_folders(tmp_path, 'ignore = ["GIN102"]', "")
    project = opened(*folders)
    assert [codes(project, folder / "main.gin") for folder in folders] == [[], []]
    (folders[1] / "pyproject.toml").write_text("[project]\nname = 'two'\n")
    project.files_changed([str(folders[1] / "pyproject.toml")])
    work(project)
    assert [codes(project, folder / "main.gin") for folder in folders] == [[], ["GIN102"]]


def test_the_innermost_folder_decides(tmp_path: Path) -> None:
    outer = tmp_path / "w"
    outer.mkdir()
    (outer / "hp-lsp.toml").write_text('ignore = ["GIN102"]')
    one, two = two_folders(outer, 'ignore = ["GIN101"]', "")
    project = opened(outer, one)
    assert [codes(project, folder / "main.gin") for folder in (one, two)] == [["GIN102"], []]


def test_environments_are_those_of_each_folder(tmp_path: Path) -> None:
    one, two = two_folders(tmp_path, "", 'python = "env"\nsource-roots = ["code"]')
    for folder, name in ((two / "env/lib/python3.11/site-packages", "installed"), (two / "code", "own")):
        folder.mkdir(parents=True)
        (folder / f"{name}.py").write_text("")
    project = opened(one, two)
    assert project.messages == ()
    modules = project.snapshot().modules
    found = {name: isinstance(modules.find(name), Module) for name in ("installed", "own", "absent")}
    assert found == {"installed": True, "own": True, "absent": False}
    project.set_settings({"python": "env"}, {str(two): {"python": "no"}})
    assert project.messages == ("python: `env` does not exist.", "python: `no` does not exist.")


def test_a_second_workspace_folder_is_one_more_place_for_names(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = tmp_path_factory.mktemp("other")
    (other / "more.py").write_text("import gin\n@gin.configurable\ndef g(x): pass\n")
    (folder / "main.gin").write_text("g.x = 1\n")
    project = opened(folder)
    assert codes(project, folder / "main.gin") == ["GIN101"]
    project.set_roots([str(folder), str(other)])
    work(project)
    assert codes(project, folder / "main.gin") == []
    (link,) = definition(project.snapshot(), str(folder / "main.gin"), 2)
    assert link.target.path == str(other / "more.py")


def test_documents_that_are_no_files_are_read_too(folder: Path) -> None:
    project = opened(folder)
    project.open("untitled:Untitled-1", "gin", Text("f.b = 1\nf.a = %width\ninclude 'base.gin'\n"))
    view = project.snapshot()
    assert [problem.code for problem in diagnose(view, "untitled:Untitled-1")] == ["GIN102"]
    project.close("untitled:Untitled-1")
    work(project)
    assert diagnose(project.snapshot(), "untitled:Untitled-1") == ()


def test_a_snapshot_does_not_change(folder: Path) -> None:
    project = opened(folder)
    path = str(folder / "main.gin")
    project.open(path, "gin", Text("f.a = 1\n"))
    view = project.snapshot()
    project.change(path, Text("f.b = 1\n"))
    assert [problem.code for problem in diagnose(view, path)] == []
    assert codes(project, folder / "main.gin") == ["GIN102"]


def test_odd_things_on_disk_are_passed_over(folder: Path) -> None:
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "dangling.gin").symlink_to(folder / "nowhere.gin")
    os.mkfifo(folder / "pipe.gin")
    (folder / "folder.gin").mkdir()
    (folder / "node_modules").mkdir()
    (folder / "node_modules" / "x.gin").write_text("f.b = 1\n")
    (folder / "env").mkdir()
    (folder / "env" / "pyvenv.cfg").write_text("")
    (folder / "env" / "y.gin").write_text("f.b = 1\n")
    (folder / "binary.gin").write_bytes(b"\0\1\2" * 100)
    project = opened(folder)
    assert [Path(path).name for path in project.snapshot().configs()] == ["base.gin", "main.gin"]


def test_the_index_after_random_changes_is_that_of_a_fresh_start(folder: Path) -> None:
    rng = random.Random(7)
    project = opened(folder)
    names = ["a.gin", "b.gin", "m.py", "n.py"]
    texts = ["", "f.a = 1\nx = 2\n", "include 'a.gin'\n", MODEL, MODEL.replace("f", "h"), "def ("]
    for _ in range(60):
        path = folder / rng.choice(names)
        if rng.random() < 0.3:
            path.unlink(missing_ok=True)
        else:
            path.write_text(rng.choice(texts))
        project.files_changed([str(path)])
        if rng.random() < 0.5:
            work(project)
    work(project)
    fresh = opened(folder)
    ours, theirs = project.snapshot(), fresh.snapshot()
    assert ours.configs() == theirs.configs()
    assert ours.code_files() == theirs.code_files()
    assert set(ours.definitions()) == set(theirs.definitions())
    for path in theirs.configs():
        assert ours.includers(path) == theirs.includers(path)
        assert diagnose(ours, path) == diagnose(theirs, path)


def test_the_project_begins_at_its_marker(tmp_path: Path) -> None:
    (tmp_path / "repo" / "pkg" / "configs").mkdir(parents=True)
    (tmp_path / "repo" / "pyproject.toml").write_text("")
    configs = str(tmp_path / "repo" / "pkg" / "configs")
    assert root_of(configs, str(tmp_path)) == str(tmp_path / "repo")
    assert roots_of([configs, str(tmp_path / "repo")], str(tmp_path)) == (str(tmp_path / "repo"),)


def test_without_a_marker_the_working_folder_counts_if_it_holds_python(tmp_path: Path) -> None:
    (tmp_path / "configs").mkdir()
    configs = str(tmp_path / "configs")
    assert root_of(configs, str(tmp_path)) == configs
    (tmp_path / "train.py").write_text("")
    assert root_of(configs, str(tmp_path)) == str(tmp_path)


def test_without_a_marker_the_code_is_looked_for_above(tmp_path: Path) -> None:
    (tmp_path / "configs" / "small" / "deep").mkdir(parents=True)
    config = str(tmp_path / "configs" / "small" / "a.gin")
    assert root_of(config) == str(tmp_path / "configs" / "small")
    (tmp_path / "train.py").write_text("")
    assert root_of(config) == root_of(str(tmp_path / "train.py")) == str(tmp_path)
    assert root_of(str(tmp_path / "configs" / "small" / "deep")) == str(
        tmp_path / "configs" / "small" / "deep"
    )


def test_without_a_marker_a_package_lies_in_the_project(tmp_path: Path) -> None:
    (tmp_path / "pkg" / "configs").mkdir(parents=True)
    (tmp_path / "pkg" / "__init__.py").write_text("")
    assert root_of(str(tmp_path / "pkg" / "configs" / "a.gin")) == str(tmp_path)


def test_the_home_folder_is_no_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    (tmp_path / "configs").mkdir()
    (tmp_path / "script.py").write_text("")
    assert root_of(str(tmp_path / "configs")) == str(tmp_path / "configs")


def test_a_file_that_may_not_be_read_may_register_anything(folder: Path) -> None:
    path = str(folder / "loss.py")
    facts = GIN.unread(Source("", "loss", path))
    registry = GIN.index({path: facts}, ModuleFinder([str(folder)]))
    assert registry.may_exist("Loss")
    assert not GIN.index({}, ModuleFinder([str(folder)])).may_exist("Loss")


def test_a_file_right_in_the_home_folder_belongs_to_no_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What else lies below such a folder has nothing to do with the file, and may be very much."""
    home = tmp_path / "home"
    (home / "exp").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    (home / "train.py").write_text("")
    config = str(home / "a.gin")
    assert root_of(config) is root_of(config, str(home)) is None
    assert roots_of([config, str(home / "exp/b.gin")], str(home)) == (str(home / "exp"),)
    assert root_of(str(home)) == str(home)
    (home / "pyproject.toml").write_text("")
    assert root_of(config) == str(home)


def test_the_project_that_a_program_runs_in_comes_first_for_a_file_elsewhere(tmp_path: Path) -> None:
    project, out = tmp_path / "project", tmp_path / "elsewhere"
    project.mkdir()
    out.mkdir()
    config = str(out / "a.gin")
    assert roots_of([config], str(project)) == (str(out),)
    (project / "pyproject.toml").write_text("")
    assert roots_of([config], str(project)) == (str(project), str(out))
    assert roots_of([str(out), str(project)], str(project)) == (str(project), str(out))
    (out / "train.py").write_text("")
    assert roots_of([config], str(project)) == (str(out),)


def test_names_passed_on_are_found_beside_what_a_file_said_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "SETTLED_AFTER", 0)
    (tmp_path / "first.py").write_text(
        "from hpman.m import _\nimport wrap\n\n_('lr', 0.1)\n\n\n@wrap.enlist\ndef train(steps=1):\n    ...\n"
    )
    before = opened(tmp_path).snapshot().code.facts[str(tmp_path / "first.py")]
    (tmp_path / "wrap.py").write_text(
        "import gin\n\n\ndef enlist(function):\n    return gin.configurable(function)\n"
    )
    both = opened(tmp_path).snapshot().code.facts[str(tmp_path / "first.py")]
    assert set(before) == {"hpman"}
    assert set(both) == {"gin", "hpman"}
    assert both["hpman"] == before["hpman"]
    assert "enlist" in both["gin"].words
