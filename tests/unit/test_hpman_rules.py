"""Fixes of hpman's rules: what they make of a call."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest
from hpman import HyperParameterManager

from hp_lsp.features.diagnostics import diagnose
from hp_lsp.project.project import Project
from hp_lsp.text.edits import apply_edits

HEADER = "from pathlib import Path\nfrom hpman.m import _\n_.parse_file(Path(__file__).resolve().parent)\n"


def fixed(folder: Path, source: str) -> list[tuple[str, bool]]:
    """Return the source after each fix that is offered, and whether it is safe."""
    path = folder / "main.py"
    path.write_text(f"{HEADER}{source}\n", encoding="utf-8")
    project = Project([str(folder)])
    for _ in project.work():
        pass
    problems = diagnose(project.snapshot(), str(path))
    text = path.read_text(encoding="utf-8")
    return [
        (apply_edits(text, [edit for _, edit in fix.edits])[len(HEADER) :].rstrip("\n"), fix.safe)
        for problem in problems
        for fix in problem.fixes
    ]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("_(hp_name='a', hp_value=1)", ("_('a', 1)", True)),
        ("_(hp_name = 'a', hp_value = (1), help='x')", ("_('a', (1), help='x')", True)),
        ("_(hp_name='a')", ("_('a')", True)),
        ("_('a', 1, type=int)", ("_('a', 1)", True)),
        ("_('a', 1 , type=int, help='x')", ("_('a', 1, help='x')", True)),
        ("_('a', help='x', type=int)", ("_('a', help='x')", True)),
        ("_('a', default=1)", ("_('a', 1)", False)),
        ("_('a', hp_value = 1, help='x')", ("_('a', 1, help='x')", False)),
        ("_('a', 1)\n_('a', 1, help='x')", ("_('a', 1)\n_('a', help='x')", False)),
        ("_('width', 1)\n_('widht')", ("_('width', 1)\n_('width')", False)),
    ],
)
def test_fixes(tmp_path: Path, source: str, expected: tuple[str, bool]) -> None:
    assert expected in fixed(tmp_path, source)


@pytest.mark.parametrize(
    "source",
    [
        "_('b', 1)\n_(hp_value=1, hp_name='a')", "_('a', (1), type=int)", "_('a', 1,  # why\n type=int)",
        "_('a', help='x', default=1)", "_('a', 1)\n_('a', (1))", "_('a', 1)\n_('a', 2)",
        "_(hp_name='a', x=1, hp_value=1)",
    ],
)  # fmt: skip
def test_no_fix_where_it_is_not_certain(tmp_path: Path, source: str) -> None:
    assert fixed(tmp_path, source) == []


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"# coding: latin-1\nfrom hpman.m import _\n_('a', '\xe9')\n", ["HPM007"]),
        ("# coding: latin-1\nfrom hpman.m import _\n_('a', 'é')\n".encode(), []),
        (b"# coding: latin-1\nfrom hpman.m import _\n_('a', 'e')\n", []),
        (b"from hpman.m import _\n_('a', '\xe9')\n", ["HPM007"]),
        (b"\xef\xbb\xbffrom hpman.m import _\n_('a', 1)\n", ["HPM007"]),
        (b"from hpman.m import _\n_('a', 1)\n\0", ["HPM007"]),
        (b"from hpman.m import _\nprint _('a', 1)\n", ["HPM007"]),
        ("from hpman.m import _\n_('a', 'é')\n".encode(), []),
        (b"\xef\xbb\xbfx = 1\n", ["HPM007"]),
        (b"# caf\xe9\n", ["HPM007"]),
        (b"x = 1\n\0\n", ["HPM007"]),
        ("# café\n".encode(), []),
    ],
)
def test_files_that_hpman_cannot_read(tmp_path: Path, content: bytes, expected: list[str]) -> None:
    (tmp_path / "main.py").write_text(HEADER, encoding="utf-8")
    other = tmp_path / "other.py"
    other.write_bytes(content)
    project = Project([str(tmp_path)])
    for _ in project.work():
        pass
    assert [problem.code for problem in diagnose(project.snapshot(), str(other))] == expected
    manager = HyperParameterManager("_")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            manager.parse_file(str(tmp_path))
        except (SyntaxError, ValueError):
            assert expected
        else:
            assert not expected
