"""No error is false in random projects: each one stands where the real Gin stops, too."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from counts import times
from differential.random_projects import write_project
from hp_lsp.dialects.base import Severity
from hp_lsp.features.diagnostics import diagnose
from hp_lsp.project.project import Project

HERE = Path(__file__).parent
PROJECTS = times(25)
FEWEST_JUDGED = times(12)
FEWEST_FOUND = 0.6
"""The share of the lines at which Gin stops that are reported, at any level."""

Line: TypeAlias = tuple[str, int]

_NO_JUDGE = (
    "A different configurable",
    "should be enabled",
    "maximum recursion",
    "ImportError",
    "Constants matching",
)
"""What Gin says where the lines below cannot be judged: without the line at fault they mean something else."""


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Path, dict[str, Any]]]:
    """Write the projects, run them with the real Gin and return the folder and the answer for each."""
    top = Path(os.path.realpath(tmp_path_factory.mktemp("random")))
    runs = []
    for seed in range(PROJECTS):
        files, code = write_project(seed)
        for name, text in {"hp-lsp.toml": "", **files}.items():
            path = top / str(seed) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        runs.append({"folder": str(top / str(seed)), "code": code, "once": False})
    done = subprocess.run(
        [sys.executable, str(HERE / "run_projects.py")],
        input=json.dumps(runs), capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return [(top / str(seed), answer) for seed, answer in enumerate(json.loads(done.stdout))]


def _is_judged(answer: dict[str, Any]) -> bool:
    said = [answer["problem"], *(message for _, _, message in answer["lines"])]
    return not answer["problem"] and not any(word in one for one in said for word in _NO_JUDGE)


def _reported(folder: Path) -> dict[Line, Severity]:
    """Return the lines at which something is reported, and the worst level there."""
    project = Project([str(folder)])
    for _ in project.work():
        pass
    view = project.snapshot()
    found: dict[Line, Severity] = {}
    for path in view.configs():
        document = view.document(path)
        assert document is not None
        for problem in diagnose(view, path):
            line = (path, document.text.position(problem.span.start).line + 1)
            found[line] = min(problem.severity, found.get(line, problem.severity))
    return found


def _block(line: Line) -> set[Line]:
    """Return the lines of the block that a line belongs to: without one of them, Gin reads the others otherwise."""
    path, number = line
    lines = Path(path).read_text(encoding="utf-8").split("\n")
    first = next(at for at in range(number - 1, -1, -1) if not lines[at].startswith(" "))
    below = (at for at in range(first + 1, len(lines)) if not lines[at].startswith(" "))
    return {(path, at + 1) for at in range(first, next(below, len(lines)))}


def test_no_error_is_false_and_few_are_missed(answers: list[tuple[Path, dict[str, Any]]]) -> None:
    judged = [(folder, answer) for folder, answer in answers if _is_judged(answer)]
    false: list[Line] = []
    stopped = reported_at = 0
    for folder, answer in judged:
        gin = {(path, line) for path, line, _ in answer["lines"]}
        reported = _reported(folder)
        unsure = {line for one in gin for line in _block(one)} - gin
        errors = {line for line, severity in reported.items() if severity == Severity.ERROR}
        false += [line for line in errors - gin - unsure if line[0] in answer["opened"]]
        stopped += len(gin)
        reported_at += len(gin & reported.keys())
    assert false == []
    assert len(judged) >= FEWEST_JUDGED
    assert reported_at / stopped >= FEWEST_FOUND
