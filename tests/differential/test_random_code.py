"""Modules pieced together from the cases in `code/*.txt`: no error is reported where the real Gin imports them."""

from __future__ import annotations

import ast
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from counts import times
from differential.code_cases import CASES, run_with_gin
from hp_lsp.dialects.base import Severity
from hp_lsp.features.diagnostics import diagnose
from hp_lsp.project.project import Project
from hp_lsp.text.lines import Text

MODULES = 150
_LATER = ("GIN246", "GIN247")
"""Errors that show when something is used, not when it is imported."""
_HEAD = """\
import dataclasses
import enum
import functools
import gin
import gin.config
from dataclasses import dataclass
from gin import REQUIRED

"""
_NAMES = ("f", "g", "h", "A", "B", "C", "a", "b", "forward")


def _statements(source: str) -> Iterator[str]:
    """Yield the statements at the top of a module, imports apart."""
    lines = source.split("\n")
    for node in ast.parse(source).body:
        first = min(one.lineno for one in (node, *getattr(node, "decorator_list", ())))
        if not isinstance(node, ast.Import | ast.ImportFrom):
            yield "\n".join(lines[first - 1 : node.end_lineno])


def _modules(random: Random) -> Iterator[str]:
    pool = [
        statement
        for case in CASES
        for statement in _statements(case.files.get("m.py", ""))
        if "unknown_package" not in statement
    ]
    while True:
        source = _HEAD + "\n".join(random.sample(pool, random.randint(1, 4))) + "\n"
        for _ in range(random.randrange(3)):
            word, other = random.choice(_NAMES), random.choice(_NAMES)
            source = re.sub(rf"\b{word}\b", other, source, count=random.randint(1, 2))
        try:
            ast.parse(source)
        except SyntaxError:
            continue
        yield source


@pytest.mark.parametrize("seed", range(1, 1 + times(2)))
def test_every_error_stops_the_import(seed: int, tmp_path: Path) -> None:
    modules = _modules(Random(seed))
    sources = [next(modules) for _ in range(MODULES)]
    top = Path(os.path.realpath(tmp_path))
    folders = [top / str(number) for number in range(MODULES)]
    for folder, source in zip(folders, sources, strict=True):
        folder.mkdir()
        (folder / "m.py").write_text(source, encoding="utf-8")
    answers = run_with_gin(folders, ["import m"] * MODULES)
    errors = list(_errors(top / "workspace", sources))
    told = zip(sources, errors, answers, strict=True)
    assert [(source, codes) for source, codes, answer in told if codes and answer is None] == []
    assert sum(answer is None for answer in answers) > MODULES / 5


def _errors(folder: Path, sources: list[str]) -> Iterator[list[str]]:
    """Yield the codes of the errors in each module as the only one of a workspace."""
    folder.mkdir()
    (folder / "hp-lsp.toml").touch()
    project = Project([str(folder)], {"python": sys.prefix})
    for _ in project.work():
        pass
    path = str(folder / "m.py")
    project.open(path, "python", Text(""))
    for source in sources:
        project.change(path, Text(source))
        found = diagnose(project.snapshot(), path)
        yield [one.code for one in found if one.severity is Severity.ERROR and one.code not in _LATER]
