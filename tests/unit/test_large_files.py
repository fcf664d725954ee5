"""Large configs: each rule's work grows no faster than the file, and a file beyond all measure is not checked."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import pytest

from hp_lsp.features.diagnostics import diagnose
from hp_lsp.project.files import MOST_CONFIG_BYTES
from hp_lsp.project.project import Project
from hp_lsp.text.lines import Text

CODE = """import gin

@gin.configurable
def train(rate=0.1, steps=1, model=None): pass

gin.parse_config_file("main.gin")
"""
LINES = 150

LINE: dict[str, Callable[[int], str]] = {
    "an unknown name": lambda n: f"Nope{n}.rate = {n}",
    "an unknown parameter": lambda n: f"train.no_such_{n} = {n}",
    "an unknown reference": lambda n: f"s{n}/train.model = @Nope{n}()",
    "an undefined macro": lambda n: f"s{n}/train.rate = %macro_{n}",
    "a macro of the next": lambda n: f"macro_{n} = %macro_{n + 1}",
    "a macro that nothing uses": lambda n: f"macro_{n} = {n}",
    "a macro in use": lambda n: f"macro_{n} = {n}\ns{n}/train.rate = %macro_{n}",
    "a macro with a dot": lambda n: f"macro.a{n}.b = {n}",
    "a value that is bound again": lambda n: f"train.rate = {n}",
    "a scope that nothing enters": lambda n: f"scope_{n}/train.rate = {n}",
    "a scope that another line enters": lambda n: f"scope_{n}/train.model = @scope_{n + 1}/train()",
    "a singleton without constructor": lambda n: f"s{n}/train.model = @name_{n}/gin.singleton()",
    "a macro that is not evaluated": lambda n: f"s{n}/train.model = @name_{n}/gin.macro",
    "an include that is not found": lambda n: f"include 'nope_{n}.gin'",
    "an import that is not found": lambda n: f"import nope_{n}",
    "a word that is no value": lambda n: f"train.rate = word_{n}",
    "a block": lambda n: f"s{n}/train:\n  rate = {n}",
    "a reference in quotes": lambda n: f"s{n}/train.model = '@train()'",
}


@pytest.mark.parametrize("line", LINE.values(), ids=LINE.keys())
def test_twice_the_lines_are_twice_the_work(line: Callable[[int], str], tmp_path: Path) -> None:
    (tmp_path / "code.py").write_text(CODE, encoding="utf-8")
    count_calls(tmp_path, [line(n) for n in range(1000, 1010)])
    single = count_calls(tmp_path, [line(n) for n in range(2000, 2000 + LINES)])
    double = count_calls(tmp_path, [line(n) for n in range(4000, 4000 + 2 * LINES)])
    assert double < 2.5 * single


def count_calls(folder: Path, lines: list[str]) -> int:
    """Return how many functions are called to check a config of these lines after a change of its first."""
    path = str(folder / "main.gin")
    project = Project([str(folder)])
    project.open(path, "gin", Text("\n".join(lines)))
    for _ in project.work():
        pass
    diagnose(project.snapshot(), path)
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        project.change(path, Text("\n".join(["# changed", *lines])))
        diagnose(project.snapshot(), path)
    finally:
        sys.setprofile(before)
    return calls


def test_a_text_that_is_too_large_is_not_checked_until_it_is_smaller(tmp_path: Path) -> None:
    path = str(tmp_path / "main.gin")
    project = Project([str(tmp_path)])
    project.open(path, "gin", Text("broken = \n" + "#" * MOST_CONFIG_BYTES))
    assert [one.code for one in diagnose(project.snapshot(), path)] == ["HPL004"]
    project.change(path, Text("broken = \n"))
    assert [one.code for one in diagnose(project.snapshot(), path)] == ["GIN001"]


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    large = tmp_path / "large.gin"
    large.write_text("#" * (MOST_CONFIG_BYTES + 1), encoding="utf-8")
    project = Project([str(tmp_path)])
    for _ in project.work():
        pass
    assert project.unread_configs == {str(large)}
    assert project.snapshot().document(str(large)) is None
