"""What `hp-lsp --check` says about small projects, against what the real Gin says when their programs run.

The projects stand in `projects/*.txt`; `projects/README.md` describes how they are written.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

import pytest

from hp_lsp import cli

HERE = Path(__file__).parent
_PROJECT = re.compile(r"^##### (.*)\n", re.MULTILINE)
_SECTION = re.compile(r"^=== (.*)\n", re.MULTILINE)
_CODES = re.compile(r"#! ((?:[A-Z]{3}\d{3}\??(?:, )?)+)")
_RUN = re.compile(r"run(?P<once> once)?(?:, silent: (?P<silent>.+)|, false: (?P<false>.+))?")
_SILENT = re.compile(r"#- \w")

WITHOUT_EFFECT = "GIN313,GIN314,GIN315"
"""Not asked for: to try many things, projects bind the same again and define macros that nothing uses."""

Line: TypeAlias = tuple[str, int]


class Run(NamedTuple):
    """One run of a project: the code of its training script.

    `once`: Gin is asked for the first problem only. `silent` says why a problem without a line is not reported, `false`
    why errors are reported that Gin does not find: a known fault of the check.
    """

    code: str
    once: bool
    silent: str
    false: str


@dataclass(frozen=True)
class Project:
    """One small project: what it shows, its files by name, and the runs to try."""

    topic: str
    purpose: str
    files: dict[str, str] = field(default_factory=dict)
    runs: list[Run] = field(default_factory=list)


def _read_projects(path: Path) -> list[Project]:
    _, *parts = _PROJECT.split(path.read_text(encoding="utf-8"))
    return [
        _read_project(path.stem, purpose, body) for purpose, body in zip(parts[::2], parts[1::2], strict=True)
    ]


def _read_project(topic: str, purpose: str, text: str) -> Project:
    project = Project(topic, purpose)
    _, *parts = _SECTION.split(text)
    for title, body in zip(parts[::2], parts[1::2], strict=True):
        run = _RUN.fullmatch(title)
        if run:
            project.runs.append(Run(body, bool(run["once"]), run["silent"] or "", run["false"] or ""))
        else:
            project.files[title] = body.rstrip("\n") + "\n"
    return project


PROJECTS = [one for path in sorted(HERE.glob("projects/*.txt")) for one in _read_projects(path)]


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Write every project into a folder of its own."""
    top = Path(os.path.realpath(tmp_path_factory.mktemp("projects")))
    for number, project in enumerate(PROJECTS):
        for name, text in {"hp-lsp.toml": "", **project.files}.items():
            path = top / str(number) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
    return [top / str(number) for number in range(len(PROJECTS))]


@pytest.fixture(scope="module")
def answers(folders: list[Path]) -> list[list[dict[str, Any]]]:
    """Return what the real Gin says, by project and run."""
    runs = [
        {"folder": str(folder), "code": run.code, "once": run.once}
        for folder, project in zip(folders, PROJECTS, strict=True)
        for run in project.runs
    ]
    done = subprocess.run(
        [sys.executable, str(HERE / "run_projects.py")],
        input=json.dumps(runs), capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told = iter(json.loads(done.stdout))
    return [[next(told) for _ in project.runs] for project in PROJECTS]


def _check(folder: Path, output: Path) -> set[tuple[str, int, str]]:
    """Return path, line and code of what the check reports; the code of what is no error ends with `?`."""
    arguments = ["--format", "json", "--output", str(output), "--quiet", "--ignore", WITHOUT_EFFECT]
    status = cli.main(["--check", str(folder), *arguments])
    problems = json.loads(output.read_text(encoding="utf-8"))
    assert status == any(one["severity"] == "error" for one in problems)
    return {
        (
            os.path.realpath(one["path"]),
            one["line"],
            one["code"] + ("" if one["severity"] == "error" else "?"),
        )
        for one in problems
    }


def _lines(project: Project, folder: Path, mark: re.Pattern[str]) -> dict[Line, re.Match[str]]:
    return {
        (str(folder / name), number): found
        for name, text in project.files.items()
        for number, line in enumerate(text.split("\n"), 1)
        if (found := mark.search(line))
    }


def _disagreements(run: Run, answer: dict[str, Any], errors: set[Line], silent: set[Line]) -> list[str]:
    """Return where the check and one run of Gin say different things."""
    gin = {(path, line): message for path, line, message in answer["lines"]}
    ours = {place for place in errors if place[0] in answer["opened"]}
    found = [f"not reported: {place}: {gin[place]}" for place in gin.keys() - ours - silent]
    found += [f"is reported after all: {place}" for place in silent & ours]
    more = ours - gin.keys()
    if run.false:
        return found if more else [*found, "no longer false"]
    if more and not answer["problem"]:
        found.append(f"false: {more}; Gin says {gin}")
    if bool(answer["problem"]) != bool(more or run.silent):
        found.append(f"without a line: Gin says {answer['problem']!r}, the errors are {more}")
    return found


@pytest.mark.parametrize(
    "number", range(len(PROJECTS)), ids=[f"{one.topic}: {one.purpose}" for one in PROJECTS]
)
def test_agrees_with_gin(
    number: int, folders: list[Path], answers: list[list[dict[str, Any]]], tmp_path: Path
) -> None:
    project, folder = PROJECTS[number], folders[number]
    found = _check(folder, tmp_path / "report.json")
    errors = {(path, line) for path, line, code in found if not code.endswith("?")}
    silent = set(_lines(project, folder, _SILENT))
    named = {(path, line) for answer in answers[number] for path, line, _ in answer["lines"]}
    wrong = [
        one
        for run, answer in zip(project.runs, answers[number], strict=True)
        for one in _disagreements(run, answer, errors, silent)
    ]
    if not any(run.once for run in project.runs):
        wrong += [f"needs no excuse: {place}" for place in silent - named]
    assert wrong == []
    marked = _lines(project, folder, _CODES)
    told = {(*place, code) for place, mark in marked.items() for code in mark[1].split(", ")}
    assert {one for one in found if _is_compared(one[2])} == {one for one in told if _is_compared(one[2])}


def _is_compared(code: str) -> bool:
    """Tell whether a code is that of an error, or of a rule on names: what else is said is not Gin's to judge."""
    return not code.endswith("?") or code.startswith(("GIN1", "GIN32"))


def test_every_project_is_run_and_every_purpose_is_its_own() -> None:
    assert [project.purpose for project in PROJECTS if not project.runs] == []
    assert len({(project.topic, project.purpose) for project in PROJECTS}) == len(PROJECTS) > 100
