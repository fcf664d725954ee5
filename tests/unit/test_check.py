"""`--check` from outside: exit statuses, formats, selection, fixes, and what it says when it cannot go on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from checking import found, hp_lsp

MODEL = """
import gin


@gin.configurable
def f(a=1):
    pass
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "pyproject.toml").write_text("")
    (tmp_path / "model.py").write_text(MODEL)
    (tmp_path / "configs").mkdir()
    (tmp_path / "configs/good.gin").write_text("import model\nf.a = 2\n")
    (tmp_path / "configs/bad.gin").write_text("import model\nf.b = 2\n")
    return tmp_path


def test_exit_status_tells_clean_found_and_failed(project: Path) -> None:
    assert hp_lsp(project, "--check", "configs/good.gin").returncode == 0
    assert hp_lsp(project, "--check", "configs/bad.gin").returncode == 1
    assert hp_lsp(project, "--check").returncode == 1
    assert hp_lsp(project, "--check", "nowhere.gin").returncode == 2


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("nowhere",), "hp-lsp: there is no file or folder `nowhere`.\n"),
        (("--select", "XYZ1"), "hp-lsp: no rule is called `XYZ1` or has a code that starts with it.\n"),
        (("notes.txt",), "hp-lsp: `notes.txt` is not a config file; if it should be, add it to `gin-files`, `hyp-files` or `hpman-files` in the settings.\n"),  # noqa: E501
        (("--output", "no/such.json"), "hp-lsp: `no/such.json` cannot be written: No such file or directory.\n"),
        (("--format", "xml"), None),
        (("--nonsense",), None),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_one_sentence(
    project: Path, arguments: tuple[str, ...], sentence: str | None
) -> None:
    (project / "notes.txt").write_text("a note")
    done = hp_lsp(project, "--check", *arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stderr == sentence if sentence else done.stderr.startswith("hp-lsp: ")
    assert done.stderr.count("\n") == 1


def test_problems_stand_where_they_are(project: Path) -> None:
    assert found(project) == [("configs/bad.gin", 2, 3, "GIN102", "error")]
    assert found(project, "configs") == found(project)
    assert found(project / "configs") == [("bad.gin", 2, 3, "GIN102", "error")]


def test_columns_count_code_points_from_one(project: Path) -> None:
    (project / "configs/bad.gin").write_text("import model\nf.a = ['😀', @nö()]\n", encoding="utf-8")
    ((_, line, column, code, _),) = found(project)
    assert (line, column, code) == (2, 14, "GIN101")


def test_every_format_says_the_same(project: Path) -> None:
    text = hp_lsp(project, "--check", "--quiet").stdout
    message = "`model.f` has no parameter `b`."
    assert text == f"configs/bad.gin:2:3: error GIN102 {message} [unknown-parameter]\n"
    (line,) = hp_lsp(project, "--check", "--format", "jsonl").stdout.splitlines()
    assert json.loads(line) == json.loads(hp_lsp(project, "--check", "--format", "json").stdout)[0]
    github = hp_lsp(project, "--check", "--format", "github").stdout
    assert github == (
        "::error file=configs/bad.gin,line=2,col=3,endLine=2,endColumn=4,title=GIN102 unknown-parameter::"
        + message
        + "\n"
    )
    (issue,) = json.loads(hp_lsp(project, "--check", "--format", "gitlab").stdout)
    assert (issue["description"], issue["location"]) == (
        message,
        {"path": "configs/bad.gin", "lines": {"begin": 2, "end": 2}},
    )
    log = json.loads(hp_lsp(project, "--check", "--format", "sarif").stdout)
    ((result,), (rule,)) = (run := log["runs"][0])["results"], run["tool"]["driver"]["rules"]
    assert (result["ruleId"], rule["id"], result["message"]["text"]) == ("GIN102", "GIN102", message)
    assert result["locations"][0]["physicalLocation"]["region"]["startColumn"] == 3


def test_json_holds_every_field_of_the_contract(project: Path) -> None:
    (one,) = json.loads(hp_lsp(project, "--check", "--format", "json").stdout)
    assert set(one) == {
        "path", "line", "column", "end_line", "end_column", "severity", "code", "name", "message", "related", "fix",
    }  # fmt: skip
    assert one["related"] == [
        {"path": "model.py", "line": 6, "column": 5, "message": "`model.f` is declared here"}
    ]


def test_rules_are_selected_and_ignored_by_prefix(project: Path) -> None:
    assert found(project, "--ignore", "GIN1") == []
    assert found(project, "--select", "HYP,GIN102") == found(project)
    assert found(project, "--select", "GIN0") == []


def test_settings_come_from_the_project(project: Path) -> None:
    (project / "pyproject.toml").write_text(
        '[tool.hp-lsp]\nseverity = { GIN102 = "warning" }\nselct = ["GIN"]\n'
    )
    done = hp_lsp(project, "--check")
    assert done.returncode == 0
    assert "configs/bad.gin:2:3: warning GIN102" in done.stdout
    assert "pyproject.toml: there is no setting `selct`; did you mean `select`?" in done.stderr
    assert hp_lsp(project, "--check", "--fail-on", "warning").returncode == 1
    (project / "pyproject.toml").write_text('[tool.hp-lsp]\nexclude = ["configs/bad.gin"]\n')
    assert found(project) == []
    (project / "pyproject.toml").write_text('[tool.hp-lsp.per-file-ignores]\n"configs/*" = ["GIN102"]\n')
    assert found(project) == []
    (project / "pyproject.toml").write_text("[tool.hp-lsp\n")
    assert "pyproject.toml: cannot be read" in hp_lsp(project, "--check").stderr


def test_any_bytes_give_a_range_and_the_rest_is_checked(project: Path) -> None:
    (project / "configs/bad.gin").write_bytes("import model\n# caf\u00e9\nf.b = 2\n".encode("latin-1"))
    assert found(project) == [
        ("configs/bad.gin", 2, 6, "HPL001", "error"),
        ("configs/bad.gin", 3, 3, "GIN102", "error"),
    ]
    (project / "configs/bad.gin").write_bytes(bytes(range(256)) * 40)
    assert found(project) == []
    assert "HPL001" in [code for _, _, _, code, _ in found(project, "configs/bad.gin")]


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no limit of a process for the size of its files")
def test_a_fix_that_cannot_be_written_leaves_the_file(project: Path) -> None:
    bad = project / "configs/bad.gin"
    bad.write_text("import model\nf.a = 2  # hp-lsp: ignore[GIN102]\n")
    no_writing = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))"
    run = f"{no_writing}; from hp_lsp.cli import main; main(['--check', '--fix'])"
    done = subprocess.run([sys.executable, "-c", run], cwd=project, capture_output=True, text=True)
    assert done.stderr == "hp-lsp: `configs/bad.gin` cannot be written: File too large.\n"
    assert "ignore[GIN102]" in bad.read_text()
    assert sorted(os.listdir(bad.parent)) == ["bad.gin", "good.gin"]


def test_safe_fixes_are_made_and_nothing_else(project: Path) -> None:
    bad = project / "configs/bad.gin"
    bad.write_bytes(b"import model\r\nf.a = 2  # hp-lsp: ignore[GIN102]\r\nf.b = 3\r\n")
    done = hp_lsp(project, "--check", "--fix")
    assert bad.read_bytes() == b"import model\r\nf.a = 2\r\nf.b = 3\r\n"
    assert done.returncode == 1
    assert "Fixed 1 problem.\n" in done.stderr
    assert sorted(os.listdir(project / "configs")) == ["bad.gin", "good.gin"]


def test_the_report_goes_to_a_file_and_statistics_to_the_terminal(project: Path) -> None:
    done = hp_lsp(project, "--check", "--output", "report.json", "--format", "json", "--statistics")
    assert done.stdout == ""
    assert json.loads((project / "report.json").read_text())[0]["code"] == "GIN102"
    assert (
        done.stderr
        == "      1 GIN102 unknown-parameter\nFound 1 error in 2 config files and 1 Python file.\n"
    )


def test_hints_are_reported_to_programs_and_to_those_who_ask(project: Path) -> None:
    (project / "configs/bad.gin").write_text("import model\nunused = 1\nused = 2\nf.a = %used\n")
    assert hp_lsp(project, "--check").stdout == ""
    for flags in (("--format", "jsonl"), ("--select", "GIN315")):
        assert "GIN315" in hp_lsp(project, "--check", *flags).stdout


def test_explain_prints_the_page_of_a_rule(project: Path) -> None:
    done = hp_lsp(project, "--explain", "gin102")
    assert done.stdout.startswith("# GIN102 unknown-parameter (error)\n\nReports a binding")
    assert hp_lsp(project, "--explain", "unknown-parameter").stdout == done.stdout


@pytest.mark.parametrize(
    ("code", "meant"),
    [
        ("gin1o2", "did you mean `GIN102` or `GIN112`? "),
        ("unkown-parameter", "did you mean `unknown-parameter`? "),
        ("nonsense", ""),
    ],
)
def test_explain_of_no_rule_says_what_may_be_meant(project: Path, code: str, meant: str) -> None:
    done = hp_lsp(project, "--explain", code)
    assert done.returncode == 2
    assert done.stderr == f"hp-lsp: there is no rule `{code}`; {meant}`hp-lsp --explain` lists them all.\n"


def test_explain_without_a_rule_lists_them_all(project: Path) -> None:
    lines = hp_lsp(project, "--explain").stdout.splitlines()
    assert [line.split()[0] for line in lines] == sorted({line.split()[0] for line in lines})
    assert "GIN102  unknown-parameter" in next(line for line in lines if line.startswith("GIN102"))


@pytest.mark.skipif(sys.platform == "win32", reason="a folder in use cannot be removed there")
def test_a_folder_that_is_gone_is_said(tmp_path: Path) -> None:
    command = f'mkdir gone && cd gone && rmdir ../gone && exec "{sys.executable}" -m hp_lsp --check'
    done = subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "hp-lsp: the current folder no longer exists; change to another one.\n"


def test_a_large_config_is_left_out_and_said(project: Path) -> None:
    large = project / "configs/large.gin"
    large.write_text("f.a = 1\n" * 150_000)
    done = hp_lsp(project, "--check", "configs")
    assert "hp-lsp: `configs/large.gin` is larger than 1 MB, so it is not checked.\n" in done.stderr
    assert done.returncode == 1
    alone = hp_lsp(project, "--check", "configs/large.gin")
    assert (alone.returncode, alone.stdout) == (2, "")
    assert alone.stderr == "hp-lsp: `configs/large.gin` is larger than 1 MB, so it is not checked.\n"


def test_version(project: Path) -> None:
    from hp_lsp import __version__

    assert hp_lsp(project, "--version").stdout == f"hp-lsp {__version__}\n"


def test_an_empty_folder_is_clean(tmp_path: Path) -> None:
    done = hp_lsp(tmp_path, "--check")
    assert (done.returncode, done.stdout, done.stderr) == (
        0,
        "",
        "There is nothing to check: no config files, and no Python that has to do with configs.\n",
    )


def test_settings_that_cannot_be_read_are_no_clean_result(project: Path) -> None:
    (project / "hp-lsp.toml").write_text("select = [")
    done = hp_lsp(project, "--check", "configs/good.gin")
    assert done.returncode == 2
    assert "hp-lsp: hp-lsp.toml: cannot be read: " in done.stderr


def test_an_ignore_is_judged_by_all_rules_whatever_is_selected(project: Path) -> None:
    (project / "configs/bad.gin").write_text("import model\nf.b = 2  # hp-lsp: ignore[GIN102]\n")
    for arguments in ((), ("--select", "GIN3"), ("--ignore", "GIN1"), ("--select", "HPL")):
        assert found(project, *arguments) == []
    (project / "configs/bad.gin").write_text("import model\nf.a = 2  # hp-lsp: ignore[GIN102]\n")
    assert [code for *_, code, _ in found(project)] == ["HPL002"]
    assert found(project, "--select", "GIN1") == []


def test_a_config_written_elsewhere_is_read_as_the_program_here_reads_it(project: Path) -> None:
    (project.parent / f"{project.name}-out").mkdir()
    written = project.parent / f"{project.name}-out/s.gin"
    written.write_text("include 'configs/good.gin'\nf.a = 3\n")
    assert hp_lsp(project, "--check", str(written)).returncode == 0
    effective = hp_lsp(project, "--effective", str(written))
    assert (effective.returncode, effective.stderr) == (0, "")
    assert "f.a = 3" in effective.stdout
