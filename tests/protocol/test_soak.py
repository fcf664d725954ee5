"""`benchmarks/soak.py`: a server that has lived through a session has not grown, and says what a new one says."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from counts import times

SOAK = Path(__file__).parents[2] / "benchmarks" / "soak.py"


@pytest.mark.skipif(sys.platform != "linux", reason="looks at the process as Linux shows it")
def test_a_long_session(tmp_path: Path) -> None:
    report, log = tmp_path / "report.json", tmp_path / "server.log"
    command = [
        sys.executable,
        str(SOAK),
        "--steps",
        str(times(1000)),
        "--json",
        str(report),
        "--log",
        str(log),
    ]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    told = json.loads(report.read_text(encoding="utf-8"))
    assert told["failed"] == [], log.read_text(encoding="utf-8")[-3000:]
    assert told["different"] == []
    tenth, end = told["memory"][len(told["memory"]) // 10], told["memory"][-1]
    assert end < 1.25 * tenth, told["memory"]
