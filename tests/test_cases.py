"""Runs every case file below `tests/cases`: sources in, rendered answers out."""

from __future__ import annotations

from pathlib import Path

import pytest

from casefile import read_case, run_case

CASES = sorted((Path(__file__).parent / "cases").rglob("*.case"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_case(path: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    expected = path.read_text(encoding="utf-8")
    actual = run_case(read_case(expected), tmp_path)
    if actual != expected and request.config.getoption("--update-cases"):
        path.write_text(actual, encoding="utf-8")
    assert actual == expected
