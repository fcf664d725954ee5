"""`benchmarks/mistakes.py`: of the mistakes that it makes in published configs, nearly all are reported."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from real.packages import REQUIREMENTS, CannotDownload, unpacked

COMMAND = Path(__file__).parents[2] / "benchmarks" / "mistakes.py"


def test_mistakes_in_real_configs_are_reported(tmp_path: Path) -> None:
    try:
        for requirement in REQUIREMENTS:
            unpacked(requirement)
    except CannotDownload as problem:
        pytest.skip(str(problem))
    report = tmp_path / "report.json"
    command = [sys.executable, str(COMMAND), "--count", "300", "--json", str(report)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    injected = json.loads(report.read_text(encoding="utf-8"))["injected"]
    assert sum(counts["made"] for counts in injected.values()) == 300
    missed = [line for counts in injected.values() for line in counts["missed"]]
    assert len(missed) <= 6, missed
    assert injected["parameter"]["missed"] == injected["reference"]["missed"] == []
    assert injected["include"]["missed"] == injected["quote"]["missed"] == []
