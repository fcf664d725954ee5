"""`python benchmarks/mistakes.py [--count N] [--seed N] [--json FILE]`: how many mistakes in real configs are reported.

Fetches published packages with Gin configs, checks them as they are, and then makes one mistake at a time in a config:
a name with a typing mistake, an include of a file that is not there, a missing bracket or quote. Counts those that are
reported on their line, and lists the others. Nothing of the packages is run.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from injection import KINDS, Mistake, make, sites

from hp_lsp.dialects.base import Problem, Severity
from hp_lsp.features.diagnostics import diagnose
from hp_lsp.project.project import Project
from hp_lsp.project.snapshot import Snapshot
from hp_lsp.text.lines import Text
from real.packages import CannotDownload, unpacked

WORKSPACES: dict[str, tuple[str, ...]] = {
    "acids-rave": ("acids-rave==2.3.1",),
    "ddsp": ("ddsp==3.7.0",),
    "reaver": ("reaver==2.1.9",),
    "t5 with mesh-tensorflow": ("t5==0.9.4", "mesh-tensorflow==0.1.21"),
}


LEVELS = (Severity.ERROR, Severity.WARNING, Severity.INFORMATION)


class Outcome(NamedTuple):
    """What was said about one mistake: `level` is that of the worst problem on its line, None where there is none.

    `others` are problems elsewhere that were not there before.
    """

    workspace: str
    mistake: Mistake
    level: Severity | None
    others: tuple[str, ...]


def main() -> None:
    """Check, inject, count and print."""
    options = _options()
    with tempfile.TemporaryDirectory() as folder:
        try:
            projects = {name: _project(Path(folder) / name, WORKSPACES[name]) for name in WORKSPACES}
        except CannotDownload as problem:
            sys.exit(str(problem))
        clean = {name: _problems(project.snapshot()) for name, project in projects.items()}
        outcomes = _inject(projects, Random(options.seed), options.count)
    _print_clean(clean)
    _print_outcomes(outcomes)
    if options.json:
        report = {"as they are": _counted(clean), "injected": _summary(outcomes)}
        Path(options.json).write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description="Count the mistakes in real Gin configs that hp-lsp reports."
    )
    parser.add_argument("--count", type=int, default=420, metavar="N", help="how many mistakes to make (420)")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="which ones (1)")
    parser.add_argument("--json", metavar="FILE", help="write the figures to this file as well")
    return parser.parse_args()


def _project(folder: Path, requirements: tuple[str, ...]) -> Project:
    for requirement in requirements:
        shutil.copytree(unpacked(requirement), folder, dirs_exist_ok=True)
    (folder / "pyproject.toml").write_text("", encoding="utf-8")
    project = Project([str(folder)])
    for _ in project.work():
        pass
    return project


def _problems(view: Snapshot) -> list[tuple[str, Problem]]:
    """Return the errors and warnings of a project, each with its place and message as a line of text."""
    return [
        (_line(view, path, problem), problem)
        for path in (*view.configs(), *view.code_files())
        for problem in diagnose(view, path)
        if problem.severity <= Severity.WARNING
    ]


def _line(view: Snapshot, path: str, problem: Problem) -> str:
    document = view.document(path)
    number = document.text.position(problem.span.start).line + 1 if document else 0
    name = Path(path).relative_to(view.roots[0]).as_posix()
    return f"{name}:{number}: {problem.severity.name.lower()} {problem.code} {problem.message}"


def _inject(projects: dict[str, Project], random: Random, count: int) -> list[Outcome]:
    """Make mistakes, as many of each kind as there are places for."""
    found = [
        (name, site)
        for name, project in projects.items()
        for path in project.snapshot().configs()
        for site in sites(project.snapshot(), path)
    ]
    outcomes: list[Outcome] = []
    kinds = [[pair for pair in found if pair[1].kind == kind] for kind in KINDS]
    for left, several in enumerate(sorted(kinds, key=len)):
        share = (count - len(outcomes)) // (len(kinds) - left)
        made = 0
        for name, site in random.sample(several, len(several)):
            project = projects[name]
            document = project.snapshot().document(site.path)
            mistake = make(site, document.text.source, random) if document and made < share else None
            if mistake is not None:
                outcomes.append(_outcome(name, project, mistake))
                made += 1
    return outcomes


def _outcome(name: str, project: Project, mistake: Mistake) -> Outcome:
    path = mistake.site.path
    before = Counter(problem.message for problem in diagnose(project.snapshot(), path))
    project.open(path, "gin", Text(mistake.text))
    view = project.snapshot()
    document = view.document(path)
    new = [one for one in diagnose(view, path) if not before[one.message] and one.severity in LEVELS]
    here = [
        one for one in new if document and document.text.position(one.span.start).line in mistake.site.lines
    ]
    others = tuple(_line(view, path, one) for one in new if one not in here)
    project.close(path)
    for _ in project.work():
        pass
    return Outcome(name, mistake, min((one.severity for one in here), default=None), others)


def _print_clean(clean: dict[str, list[tuple[str, Problem]]]) -> None:
    print("As they are:\n")
    print("| workspace | errors | warnings |\n|---|--:|--:|")
    for name, counts in _counted(clean).items():
        print(f"| {name} | {counts['errors']} | {counts['warnings']} |")
    print()
    for lines in clean.values():
        print("".join(f"  {line}\n" for line, _ in lines), end="")


def _counted(clean: dict[str, list[tuple[str, Problem]]]) -> dict[str, dict[str, Any]]:
    levels = {name: Counter(problem.severity for _, problem in lines) for name, lines in clean.items()}
    return {
        name: {
            "errors": counts[Severity.ERROR],
            "warnings": counts[Severity.WARNING],
            "problems": [line for line, _ in clean[name]],
        }
        for name, counts in levels.items()
    }


def _summary(outcomes: list[Outcome]) -> dict[str, Any]:
    return {kind: _of_kind([one for one in outcomes if one.mistake.site.kind == kind]) for kind in KINDS}


def _of_kind(outcomes: list[Outcome]) -> dict[str, Any]:
    return {
        "made": len(outcomes),
        "reported": sum(one.level is not None for one in outcomes),
        **{level.name.lower(): sum(one.level is level for one in outcomes) for level in LEVELS},
        "missed": [_shown(one) for one in outcomes if one.level is None],
        "elsewhere": [f"{_shown(one)}\n      {_first_of(one.others)}" for one in outcomes if one.others],
    }


def _first_of(lines: tuple[str, ...]) -> str:
    return f"{lines[0]} (and {len(lines) - 1} more)" if lines[1:] else lines[0]


def _shown(outcome: Outcome) -> str:
    """Return the line of a mistake as it is written now, with its place."""
    site, text = outcome.mistake.site, outcome.mistake.text
    number = text.count("\n", 0, site.span.start)
    return f"{outcome.workspace}: {Path(site.path).name}:{number + 1}: {text.splitlines()[number].strip()}"


def _print_outcomes(outcomes: list[Outcome]) -> None:
    summary = _summary(outcomes)
    columns = ("made", "reported", *(level.name.lower() for level in LEVELS))
    print("\nOne mistake at a time, and how many are reported on their line:\n")
    print(f"| mistake | {' | '.join(columns)} |\n|---|{'--:|' * len(columns)}")
    totals = {name: sum(counts[name] for counts in summary.values()) for name in columns}
    for kind, counts in {**summary, "all": totals}.items():
        print(f"| {kind} | {' | '.join(str(counts[name]) for name in columns)} |")
    for name, head in (("missed", "Not reported on their line"), ("elsewhere", "Reported elsewhere, too")):
        lines = [f"  {kind}: {line}\n" for kind, counts in summary.items() for line in counts[name]]
        print(f"\n{head}: {len(lines)}\n{''.join(lines)}", end="")


if __name__ == "__main__":
    main()
