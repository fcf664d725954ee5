"""What `hp-lsp --check` says about Python files, against what the real Gin says when they are imported.

The cases stand in `code/*.txt`; `code/README.md` describes how they are written.
"""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from hp_lsp import cli

HERE = Path(__file__).parent
_CASE = re.compile(r"^##### (.*)\n", re.MULTILINE)
_SECTION = re.compile(r"^=== (.*)\n", re.MULTILINE)
_CODES = re.compile(r"#! ((?:[A-Z]{3}\d{3}\??(?:, )?)+)")


@dataclass(frozen=True)
class Case:
    """One case: its files by name, the code to run, and whether Gin stops although there is no error, or the reverse.

    `raises` names the exception, None where the marks tell whether there is one.
    """

    topic: str
    purpose: str
    files: dict[str, str] = field(default_factory=dict)
    code: str = "import m"
    raises: str | None = None
    own_code: bool = False

    @property
    def marks(self) -> set[tuple[str, int, str]]:
        """File, line and code of every problem that the comments announce."""
        return {
            (name, number, code)
            for name, text in self.files.items()
            for number, line in enumerate(text.split("\n"), 1)
            if (found := _CODES.search(line))
            for code in found[1].split(", ")
        }

    @property
    def errors(self) -> set[tuple[str, int, str]]:
        """The problems that are errors."""
        return {mark for mark in self.marks if not mark[2].endswith("?")}


def _read_cases(path: Path) -> list[Case]:
    _, *parts = _CASE.split(path.read_text(encoding="utf-8"))
    return [_read_case(path.stem, *pair) for pair in zip(parts[::2], parts[1::2], strict=True)]


def _read_case(topic: str, purpose: str, text: str) -> Case:
    plain, *parts = _SECTION.split(text)
    files = {"m.py": plain.strip("\n") + "\n"} if plain.strip() else {}
    code, raises = None, None
    for title, body in zip(parts[::2], parts[1::2], strict=True):
        if title == "run" or title.startswith("run, "):
            code, raises = body, title.partition(", ")[2] or None
        else:
            files[title] = body.strip("\n") + "\n"
    return Case(topic, purpose, files, code or "import m", raises, code is not None)


CASES = [one for path in sorted(HERE.glob("code/*.txt")) for one in _read_cases(path)]


def _write(top: Path) -> list[Path]:
    """Write every case into a folder of its own below `top`."""
    for number, case in enumerate(CASES):
        for name, text in {"hp-lsp.toml": "", **case.files}.items():
            path = top / str(number) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
    return [top / str(number) for number in range(len(CASES))]


def _run(folders: list[Path]) -> list[dict[str, Any] | None]:
    """Return what the real Gin says, by case."""
    runs = [{"folder": str(folder), "code": case.code} for folder, case in zip(folders, CASES, strict=True)]
    done = subprocess.run(
        [sys.executable, str(HERE / "run_modules.py")],
        input=json.dumps(runs), capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any] | None] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return _write(Path(os.path.realpath(tmp_path_factory.mktemp("code"))))


@pytest.fixture(scope="module")
def answers(folders: list[Path]) -> list[dict[str, Any] | None]:
    return _run(folders)


def _check(folder: Path, output: Path, *more: str) -> set[tuple[str, int, str]]:
    """Return path, line and code of what the check reports; the code of what is no error ends with `?`."""
    arguments = ["--check", str(folder), "--format", "json", "--output", str(output), "--quiet"]
    cli.main([*arguments, "--python", sys.prefix, *more])
    return {
        (
            os.path.relpath(os.path.realpath(one["path"]), folder),
            one["line"],
            one["code"] + ("" if one["severity"] == "error" else "?"),
        )
        for one in json.loads(output.read_text(encoding="utf-8"))
    }


def _is_at(case: Case, folder: Path, place: tuple[str, int] | None) -> bool:
    """Tell whether an exception came from the statement or decorator in which an error is marked."""
    if place is None:
        return False
    name, line = os.path.relpath(place[0], folder), place[1]
    lines = [number for file, number, _ in case.errors if file == name]
    nodes = list(ast.walk(ast.parse(case.files[name])))
    decorators = [one for node in nodes for one in getattr(node, "decorator_list", ())]
    statements = [node for node in nodes if isinstance(node, ast.stmt)]
    parts = [(node.lineno, node.end_lineno or 0) for node in (*statements, *decorators)]
    around = [part for part in parts if part[0] <= line <= part[1]]
    first, last = min(around, key=lambda part: part[1] - part[0])
    return any(first <= number <= last for number in lines)


@pytest.mark.parametrize("number", range(len(CASES)), ids=[f"{one.topic}: {one.purpose}" for one in CASES])
def test_agrees_with_gin(
    number: int, folders: list[Path], answers: list[dict[str, Any] | None], tmp_path: Path
) -> None:
    case, answer = CASES[number], answers[number]
    assert _check(folders[number], tmp_path / "report.json") == case.marks
    if case.raises is None:
        assert (answer is not None) == bool(case.errors), answer
        assert answer is None or case.own_code or _is_at(case, folders[number], answer["place"]), answer
    else:
        assert (answer or {}).get("type") == case.raises, answer


def test_gin_takes_what_is_fixed(tmp_path: Path) -> None:
    top = Path(os.path.realpath(tmp_path))
    folders = _write(top)
    left = [_check(folder, top / "report.json", "--fix") for folder in folders]
    fixed = [
        case for case, problems in zip(CASES, left, strict=True) if case.errors and not problems & case.errors
    ]
    failing = [case for case, answer in zip(CASES, _run(folders), strict=True) if answer is not None]
    assert len(fixed) > 10
    assert [f"{case.topic}: {case.purpose}" for case in fixed if case in failing] == []
