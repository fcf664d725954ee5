"""What is said of config files that are no plain text: one problem, and nothing of the text around it is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from hp_lsp.features.diagnostics import diagnose
from hp_lsp.project.project import Project


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        (b"f.a = 'Jos\xe9'\n", ["HPL001"]),
        (b"f.\xe9 = 1\n# \xe9\nf.b = 'x\xe9'\n", ["HPL001"]),
        (b"f.a = \xe9\nf.b = 2 3\n", ["HPL001", "GIN001"]),
        ("f.a = 1\n".encode("utf-16"), ["HPL001"]),
        (b"f.a = 1\0\nf.b = 2 3\n", ["HPL001"]),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 20, ["HPL001"]),
        (b"\xef\xbb\xbff.a = 1\n", ["GIN006"]),
        (b"f.a = 1\rf.b = 2\rf.c = 3 4\r", ["GIN001"]),
        (b"f.a = " + b"[" * 5000 + b"]" * 5000, ["GIN001"]),
        (b"f.a = " + b"[" * 300 + b"]" * 300, ["GIN402"]),
    ],
    ids=range(10),
)
def test_one_problem(data: bytes, codes: list[str], tmp_path: Path) -> None:
    path = tmp_path / "main.gin"
    path.write_bytes(data)
    project = Project([str(tmp_path)])
    for _ in project.work():
        pass
    assert [problem.code for problem in diagnose(project.snapshot(), str(path))] == codes
