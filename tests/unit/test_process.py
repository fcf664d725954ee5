"""How the process of the command ends, and what it does where nobody reads what it prints."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = (sys.executable, "-m", "hp_lsp")
MANY = "".join(f"a{number} = [\n" for number in range(800))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "bad.gin").write_text(MANY)
    (tmp_path / "good.gin").write_text("a = 1\n")
    return tmp_path


def run(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*COMMAND, *arguments], cwd=project, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["--check", "good.gin"], 0),
        (["--check", "bad.gin"], 1),
        (["--check", "none.gin"], 2),
        (["--check", "--none"], 2),
        (["--check", "--help"], 0),
        (["--version"], 0),
        (["--explain", "GIN101"], 0),
        (["--explain", "GIN000"], 2),
        (["--list"], 0),
        (["--effective", "good.gin"], 0),
        (["--expand", "good.gin"], 0),
    ],
)
def test_the_status_says_how_it_went(project: Path, arguments: list[str], status: int) -> None:
    ended = run(project, *arguments)
    assert ended.returncode == status
    assert status != 2 or (ended.stderr and not ended.stdout)


def test_a_long_report_is_whole(project: Path) -> None:
    report = run(project, "--check", "bad.gin").stdout
    assert len(report.splitlines()) == 800
    assert report.endswith("]\n")


@pytest.mark.parametrize("mode", [["--check", "bad.gin"], ["--expand", "good.gin", "--format", "gin"]])
def test_nothing_is_said_to_a_reader_who_has_seen_enough(project: Path, mode: list[str]) -> None:
    with subprocess.Popen(
        [*COMMAND, *mode], cwd=project, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        process.stdout.close()
        assert process.stderr is not None
        said = process.stderr.read()
    assert "rror" not in said
    assert "ipe" not in said


@pytest.mark.skipif(shutil.which("sh") is None, reason="no shell is installed")
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "<&-"])
def test_it_runs_without_the_streams_to_print_to(project: Path, closed: str) -> None:
    command = " ".join(f"'{word}'" for word in (*COMMAND, "--check", "bad.gin"))
    ended = subprocess.run(
        ["sh", "-c", f"{command} {closed}"], cwd=project, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 1
    assert "rror:" not in ended.stderr
