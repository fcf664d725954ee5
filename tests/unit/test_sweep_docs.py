"""The examples of the page about sweeps do what it says."""

from __future__ import annotations

import doctest
import re
import subprocess
import sys
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs/sweeps.md"


def test_the_examples_of_the_page_do_what_it_says() -> None:
    result = doctest.testfile(str(PAGE), module_relative=False)
    assert (result.failed, result.attempted) == (0, 16)


def test_the_worked_examples_generate_what_stands_below_them(tmp_path: Path) -> None:
    examples = re.findall(r"```hyperion\n(.*?)```\n\n```text\n(.*?)```", PAGE.read_text(), re.DOTALL)
    assert len(examples) == 4
    for sweep, table in examples:
        (tmp_path / "sweep.hyp").write_text(sweep)
        command = [sys.executable, "-m", "hp_lsp", "--expand", "sweep.hyp", "--vary", "--format", "table"]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
        assert [line.rstrip() for line in done.stdout.splitlines()] == table.splitlines(), done
