"""`--baseline`: known problems stay unsaid wherever their lines move, new ones are said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checking import found, hp_lsp

MODEL = "import gin\n\n\n@gin.configurable\ndef f(a=1):\n    pass\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "pyproject.toml").write_text("")
    (tmp_path / "model.py").write_text(MODEL)
    (tmp_path / "main.gin").write_text("import model\nf.b = 2\nf.b = 2\nf.c = 3\n")
    return tmp_path


def test_only_new_problems_are_reported(project: Path) -> None:
    recorded = hp_lsp(project, "--check", "--baseline", "old.json", "--write-baseline")
    assert (recorded.returncode, recorded.stdout) == (0, "")
    assert recorded.stderr.startswith("Recorded ")
    assert found(project, "--baseline", "old.json") == []
    assert hp_lsp(project, "--check", "--baseline", "old.json").returncode == 0
    (project / "main.gin").write_text(
        "import model\n\n# moved\n  f.c = 3\nf.b = 2\nf.b = 2\nf.d = 4\nf.b = 2\n"
    )
    new = found(project, "--baseline", "old.json")
    assert [(line, code) for _, line, _, code, _ in new if code == "GIN102"] == [(7, "GIN102"), (8, "GIN102")]
    assert hp_lsp(project, "--check", "--baseline", "old.json").returncode == 1


def test_what_is_solved_is_said(project: Path) -> None:
    hp_lsp(project, "--check", "--baseline", "old.json", "--write-baseline")
    (project / "main.gin").write_text("import model\nf.a = 2\nf.c = 3\n")
    done = hp_lsp(project, "--check", "--baseline", "old.json")
    assert done.returncode == 0
    assert "of the baseline are solved; --write-baseline forgets them." in done.stderr
    hp_lsp(project, "--check", "--baseline", "old.json", "--write-baseline")
    assert "solved" not in hp_lsp(project, "--check", "--baseline", "old.json").stderr


def test_a_baseline_serves_from_any_folder(project: Path) -> None:
    (project / "ci").mkdir()
    hp_lsp(project, "--check", "--baseline", "ci/old.json", "--write-baseline")
    problems = json.loads((project / "ci/old.json").read_text())["problems"]
    assert {one["path"] for one in problems} == {"../main.gin"}
    assert hp_lsp(project / "ci", "--check", "..", "--baseline", "old.json").returncode == 0


def test_a_baseline_that_is_none_is_refused(project: Path) -> None:
    (project / "list.json").write_text("[]")
    for arguments, words in {
        (
            "--baseline",
            "no.json",
        ): "there is no baseline `no.json`; --write-baseline records today's problems there.",
        ("--baseline", "list.json"): "`list.json` is no baseline of hp-lsp's.",
        ("--write-baseline",): "--write-baseline needs the file to write: `--baseline FILE`.",
    }.items():
        done = hp_lsp(project, "--check", *arguments)
        assert (done.returncode, done.stdout, done.stderr) == (2, "", f"hp-lsp: {words}\n")
