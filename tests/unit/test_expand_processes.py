"""`--expand` among other processes: runs that write into one folder at once, and readers that stop reading."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-m", "hp_lsp", "--expand", "sweep.hyp"]


def started(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*COMMAND, *arguments], cwd=folder, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def test_shards_written_at_once_make_one_manifest(tmp_path: Path) -> None:
    (tmp_path / "sweep.hyp").write_text("a: [1, 2, 3, 4, 5]\nb: [1, 2, 3, 4]\n", encoding="utf-8")
    runs = [started(tmp_path, "--shard", f"{shard}/6", "--out", "out") for shard in range(6)]
    for run in runs:
        out, err = run.communicate(timeout=60)
        assert (run.returncode, out) == (0, ""), err
    folder = tmp_path / "out"
    entries = [json.loads(line) for line in (folder / "manifest.jsonl").read_text("utf-8").splitlines()]
    assert [entry["index"] for entry in entries] == list(range(20))
    assert {path.name for path in folder.iterdir()} == {
        "manifest.jsonl",
        *(entry["file"] for entry in entries),
    }


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a process without a signal")
def test_a_run_that_is_told_to_end_leaves_nothing(tmp_path: Path) -> None:
    axes = "".join(f"p{axis}: {list(range(10))}\n" for axis in range(6))
    (tmp_path / "sweep.hyp").write_text(axes, encoding="utf-8")
    run = started(tmp_path, "--slice", ":", "--out", "out")
    written = tmp_path / "out"
    while run.poll() is None and not any(written.glob(".hp-lsp-*/sweep_*.gin")):
        time.sleep(0.01)
    run.terminate()
    assert run.wait(timeout=60) == 143
    run.communicate()
    assert not written.exists()


def test_what_a_killed_run_left_long_ago_is_removed(tmp_path: Path) -> None:
    (tmp_path / "sweep.hyp").write_text("a: [1, 2]\n", encoding="utf-8")
    for name, age in (("old", 10**6), ("new", 0)):
        left = tmp_path / f"out/.hp-lsp-{name}"
        left.mkdir(parents=True)
        os.utime(left, (time.time() - age,) * 2)
    run = started(tmp_path, "--out", "out")
    run.communicate(timeout=60)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        ".hp-lsp-new", "manifest.jsonl", "sweep_0.gin", "sweep_1.gin",
    ]  # fmt: skip


def test_a_reader_gets_each_config_at_once_and_may_stop(tmp_path: Path) -> None:
    axes = "".join(f"p{axis}: {list(range(10))}\n" for axis in range(7))
    (tmp_path / "sweep.hyp").write_text(axes, encoding="utf-8")
    run = started(tmp_path, "--slice", ":", "--format", "jsonl")
    assert run.stdout is not None
    assert run.stderr is not None
    assert json.loads(run.stdout.readline())["index"] == 0
    run.stdout.close()
    assert (run.wait(timeout=60), run.stderr.read()) == (0, "")
    run.stderr.close()
