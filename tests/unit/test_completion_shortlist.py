"""Where there are more suggestions than are sent, what is typed decides which."""

from __future__ import annotations

from pathlib import Path

import pytest

from hp_lsp.features.completion import Shortlist, shortlist
from hp_lsp.project.project import Project
from hp_lsp.text.lines import Text

CLASSES = 40


def suggested(folder: Path, line: str, most: int) -> Shortlist:
    names = "".join(f"@gin.configurable\nclass Layer{number:02}:\n    pass\n\n" for number in range(CLASSES))
    (folder / "models.py").write_text(f"import gin\n\n{names}@gin.configurable\nclass Zebra:\n    pass\n")
    project = Project((str(folder),))
    path = str(folder / "a.gin")
    project.open(path, "gin", Text(line))
    for _ in project.work():
        pass
    return shortlist(project.snapshot(), path, len(line), most)


@pytest.mark.parametrize("typed", ["@Ze", "@zB", "@Zebra"])
def test_what_is_typed_is_among_few(tmp_path: Path, typed: str) -> None:
    found = suggested(tmp_path, f"x = {typed}", most=10)
    assert [item.label for item in found.items] == ["Zebra"]
    assert not found.complete


def test_few_are_the_best(tmp_path: Path) -> None:
    found = suggested(tmp_path, "x = @", most=10)
    assert len(found.items) == 10
    assert not found.complete


def test_all_are_sent_where_they_are_not_too_many(tmp_path: Path) -> None:
    found = suggested(tmp_path, "x = @Ze", most=1000)
    assert len(found.items) > CLASSES
    assert found.complete
