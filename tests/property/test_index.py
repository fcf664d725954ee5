"""Whatever happens to files: the index that was kept up to date, and one from the cache, are those of a fresh start."""

from __future__ import annotations

import time
from pathlib import Path
from random import Random
from typing import Any

import pytest

from counts import times
from hp_lsp.features.diagnostics import diagnose
from hp_lsp.project import files
from hp_lsp.project.project import Project
from property.random_files import happen

A_WHILE = 0.02
"""Seconds after which a file is taken to be settled here."""
OPERATIONS, SEEDS, AT_ONCE = 2_000, 10, 20


def known(project: Project) -> dict[str, Any]:
    """Return what a project knows of its files, and what it says of them."""
    for _ in project.work():
        pass
    view = project.snapshot()
    facts = {path: dict(told) for path, told in view.code.facts.items()}
    return {
        "facts": facts,
        "definitions": set(view.definitions()),
        "includers": {path: view.includers(path) for path in view.configs()},
        "problems": {path: diagnose(view, path) for path in (*view.configs(), *view.code_files())},
    }


@pytest.mark.parametrize("seed", range(SEEDS))
def test_the_index_is_that_of_a_fresh_start(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "SETTLED_AFTER", int(A_WHILE * 1e9 / 2))
    root = tmp_path / "project"
    root.mkdir()
    (root / "pyproject.toml").touch()
    random = Random(seed)
    ours = Project([str(root)])
    known(ours)
    for _ in range(times(OPERATIONS) // SEEDS // AT_ONCE):
        for _ in range(AT_ONCE):
            ours.files_changed(happen(root, random))
            if random.random() < 0.3:
                known(ours)
        time.sleep(A_WHILE)
        fresh = known(Project([str(root)]))
        for number in range(2):
            cached = Project([str(root)], is_kept=True)
            assert known(cached) == fresh, number
            cached.keep()
        assert known(ours) == fresh
