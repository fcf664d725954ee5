"""Projects as a test reads them: in this process, to the end, and what the rules say of a file."""

from __future__ import annotations

from pathlib import Path

from hp_lsp.features.diagnostics import diagnose
from hp_lsp.project.project import Project


def opened(*folders: Path) -> Project:
    project = Project([str(folder) for folder in folders])
    work(project)
    return project


def work(project: Project) -> None:
    for _ in project.work():
        pass


def codes(project: Project, path: Path) -> list[str]:
    return [problem.code for problem in diagnose(project.snapshot(), str(path))]
