"""What `hp-lsp --check` says about the strings that Python gives to Gin, against what the real Gin says of the calls.

The programs stand in `strings/*.txt`; `strings/README.md` describes how they are written.
"""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from hp_lsp import cli

HERE = Path(__file__).parent
_PROGRAM = re.compile(r"^##### (.*)\n", re.MULTILINE)
_SECTION = re.compile(r"^=== (.*)\n", re.MULTILINE)
_CODES = re.compile(r"#! ((?:[A-Z]{3}\d{3}\??(?:, )?)+)")


class Program(NamedTuple):
    """One program: what it shows, and its files by name."""

    purpose: str
    files: dict[str, str]


def _read(path: Path) -> list[Program]:
    _, *parts = _PROGRAM.split(path.read_text(encoding="utf-8"))
    found = []
    for purpose, body in zip(parts[::2], parts[1::2], strict=True):
        _, *files = _SECTION.split(body)
        found.append(Program(f"{path.stem}: {purpose}", dict(zip(files[::2], files[1::2], strict=True))))
    return found


PROGRAMS = [one for path in sorted(HERE.glob("strings/*.txt")) for one in _read(path)]


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Write every program into a folder of its own."""
    top = tmp_path_factory.mktemp("strings")
    for number, program in enumerate(PROGRAMS):
        for name, text in {"hp-lsp.toml": "", **program.files}.items():
            path = top / str(number) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
    return [top / str(number) for number in range(len(PROGRAMS))]


@pytest.fixture(scope="module")
def answers(folders: list[Path]) -> list[dict[str, str]]:
    """Return what the real Gin raises, by program and first line of the statement."""
    done = subprocess.run(
        [sys.executable, str(HERE / "run_statements.py")],
        input=json.dumps(list(map(str, folders))), capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told: list[dict[str, str]] = json.loads(done.stdout)
    return told


def _check(folder: Path, output: Path) -> set[tuple[int, str]]:
    """Return line and code of what the check reports in `main.py`; the code of what is no error ends with `?`."""
    cli.main(["--check", str(folder), "--format", "json", "--output", str(output), "--quiet"])
    return {
        (one["line"], one["code"] + ("" if one["severity"] == "error" else "?"))
        for one in json.loads(output.read_text(encoding="utf-8"))
        if Path(one["path"]).name == "main.py"
    }


@pytest.mark.parametrize("number", range(len(PROGRAMS)), ids=[one.purpose for one in PROGRAMS])
def test_agrees_with_gin(
    number: int, folders: list[Path], answers: list[dict[str, str]], tmp_path: Path
) -> None:
    text = PROGRAMS[number].files["main.py"]
    lines = text.split("\n")
    found = _check(folders[number], tmp_path / "report.json")
    raised = {int(line): said for line, said in answers[number].items()}
    statements = {
        one.lineno: range(one.lineno, (one.end_lineno or one.lineno) + 1) for one in ast.parse(text).body
    }
    errors = {line for line, code in found if not code.endswith("?")}
    wrong = {start for start, inside in statements.items() if errors & set(inside)}
    excused = {start for start, inside in statements.items() if any("#- " in lines[at - 1] for at in inside)}
    assert {line: raised[line] for line in raised.keys() - wrong - excused} == {}, "not reported"
    assert wrong - raised.keys() == set(), "false"
    assert excused - (raised.keys() - wrong) == set(), "needs no excuse"
    marked = {number: mark for number, line in enumerate(lines, 1) if (mark := _CODES.search(line))}
    assert found == {(line, code) for line, mark in marked.items() for code in mark[1].split(", ")}
