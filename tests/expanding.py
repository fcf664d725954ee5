"""`--expand` as a test calls it: in a folder, in this process, with what it printed kept."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import pytest

from hp_lsp.check.expand import add_arguments, run

SWEEP = """\
import models
base = 4
Model.size: [1, 2, 3]
Model.width = %base * 2
union:
    Model.name: ['small', 'large']
    Model.act: [@relu, @gelu]
Model.opt = @Adam(lr=0.1)
"""
HUGE = "".join(f"p{axis}: {list(range(100))}\n" for axis in range(10))


class Command:
    """Runs `--expand` in a folder and keeps what it printed."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.capsys = capsys
        self.out = self.err = ""

    def write(self, name: str, source: str) -> None:
        (self.folder / name).write_text(source, encoding="utf-8")

    def __call__(self, *arguments: str) -> int:
        parser = argparse.ArgumentParser()
        parser.add_argument("--expand", required=True)
        add_arguments(parser)
        try:
            status = run(parser.parse_args(["--expand", *arguments]))
        except SystemExit as stop:
            status = int(stop.code or 0)
        self.out, self.err = self.capsys.readouterr()
        return status

    def json(self, *arguments: str) -> Any:
        assert self(*arguments, "--format", "json") == 0
        return json.loads(self.out)
