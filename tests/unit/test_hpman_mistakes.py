"""The known mistakes with hpman: each is reported where it stands, as bad as it is, and nothing else is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hp_lsp.features.diagnostics import diagnose
from hp_lsp.project.project import Project

PARSED = """\
from pathlib import Path
from hpman.m import _
_.parse_file(Path(__file__).resolve().parent)
"""
BOUND = f"""\
import argparse
import hpargparse
{PARSED}parser = argparse.ArgumentParser()
hpargparse.bind(parser, _)
parser.parse_args()
"""
STARTS = {"with parse": PARSED, "with bind": BOUND, "with load": BOUND}
_PREAMBLE, *SECTIONS = re.split(
    r"^=== ",
    (Path(__file__).parents[1] / "mistakes" / "hpman.txt").read_text(encoding="utf-8"),
    flags=re.MULTILINE,
)
_MARK = re.compile(r"\b([EWIH]) (HPM\d+)")


def files_of(section: str) -> dict[str, str]:
    """Return the files of one mistake by name."""
    title, _, text = section.partition("\n")
    first, *others = re.split(r"^--- (?=\S+\.\w+$)", text, flags=re.MULTILINE)
    start = next((text for ending, text in STARTS.items() if title.endswith(ending)), "")
    files = {"main.py": start + first}
    files.update(one.split("\n", 1) for one in others)
    if title.endswith("with load"):
        files["run.sh"] = "python main.py --hp-load c.yaml\n"
    return files


def marked(files: dict[str, str]) -> list[tuple[str, int, str, str]]:
    """Return the file, line, severity and code that each comment announces."""
    lines = (
        (name, number, line)
        for name, text in files.items()
        for number, line in enumerate(text.split("\n"), 1)
    )
    return sorted(
        (name, number, *mark)
        for name, number, line in lines
        for mark in _MARK.findall(line.partition("# ")[2])
    )


@pytest.mark.parametrize(
    "section", SECTIONS, ids=lambda section: section.partition("\n")[0].partition(",")[0]
)
def test_each_mistake_is_reported_and_nothing_else(section: str, tmp_path: Path) -> None:
    files = files_of(section)
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    project = Project([str(tmp_path)])
    for _ in project.work():
        pass
    view = project.snapshot()
    found = []
    for name in files:
        document = view.document(str(tmp_path / name))
        assert document is not None
        for one in diagnose(view, document.path):
            line = document.text.position(one.span.start).line + 1
            found.append((name, line, one.severity.name[0], one.code))
    assert sorted(found) == marked(files)


def test_no_number_is_left_out() -> None:
    assert {int(section.split()[0]) for section in SECTIONS} == set(range(1, 79))
