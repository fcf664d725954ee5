"""The example sweeps generate as many configs as they say, and the real Gin trains with every one of them."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from expanding import Command
from hp_lsp.cli import main

FOLDER = Path(__file__).parents[2] / "examples/hyperion"
SWEEPS = sorted((FOLDER / "sweeps").glob("*.hyp"))
README = (FOLDER / "README.md").read_text(encoding="utf-8")
COUNTS = dict(re.findall(r"\| `sweeps/(\w+)\.hyp` .*\| (\d+) \|", README))

TRAIN_WITH_EACH = """\
import sys, gin, train
for path in sys.argv[1:]:
    gin.clear_config()
    gin.parse_config_file(path)
    train.train()
    print(repr(gin.config_str()))
"""


@pytest.mark.parametrize("sweep", SWEEPS, ids=lambda path: path.stem)
def test_a_sweep_generates_as_many_configs_as_it_says_and_all_train(
    sweep: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    expand = Command(tmp_path, capsys)
    assert expand(str(sweep), "--count") == 0
    count = expand.out.strip()
    assert COUNTS[sweep.stem] == count
    assert re.search(rf"\b{count}\b", sweep.read_text(encoding="utf-8").splitlines()[0])
    assert expand(str(sweep), "--out", str(tmp_path / "runs")) == 0, expand.err
    configs = sorted(map(str, (tmp_path / "runs").glob("*.gin")))
    assert len(configs) == int(count)
    trained = subprocess.run(
        [sys.executable, "-B", "-c", TRAIN_WITH_EACH, *configs],
        cwd=FOLDER, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert trained.returncode == 0, trained.stderr
    assert len(set(trained.stdout.splitlines())) == int(count)


def test_every_sweep_is_in_the_readme() -> None:
    assert sorted(COUNTS) == [path.stem for path in SWEEPS]


def test_the_examples_have_no_mistakes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--check", str(FOLDER), "--no-cache", "--fail-on", "warning"]) == 0
    assert "No problems" in "".join(capsys.readouterr())
