"""The cases in `code/*.txt`, and the real Gin that judges them; `code/README.md` describes how they are written."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

Answer: TypeAlias = dict[str, Any] | None
"""The exception that stopped a run: its `type`, `message` and `place`; None where there was none."""

HERE = Path(__file__).parent
_CASE = re.compile(r"^##### (.*)\n", re.MULTILINE)
_SECTION = re.compile(r"^=== (.*)\n", re.MULTILINE)
_CODES = re.compile(r"#! ((?:[A-Z]{3}\d{3}\??(?:, )?)+)")


@dataclass(frozen=True)
class Case:
    """One case: its files by name, the code to run, and whether Gin stops although there is no error, or the reverse.

    `raises` names the exception, None where the marks tell whether there is one.
    """

    topic: str
    purpose: str
    files: dict[str, str] = field(default_factory=dict)
    code: str = "import m"
    raises: str | None = None
    own_code: bool = False

    @property
    def marks(self) -> set[tuple[str, int, str]]:
        """File, line and code of every problem that the comments announce."""
        return {
            (name, number, code)
            for name, text in self.files.items()
            for number, line in enumerate(text.split("\n"), 1)
            if (found := _CODES.search(line))
            for code in found[1].split(", ")
        }

    @property
    def errors(self) -> set[tuple[str, int, str]]:
        """The problems that are errors."""
        return {mark for mark in self.marks if not mark[2].endswith("?")}


def _read_cases(path: Path) -> list[Case]:
    _, *parts = _CASE.split(path.read_text(encoding="utf-8"))
    return [_read_case(path.stem, *pair) for pair in zip(parts[::2], parts[1::2], strict=True)]


def _read_case(topic: str, purpose: str, text: str) -> Case:
    plain, *parts = _SECTION.split(text)
    files = {"m.py": plain.strip("\n") + "\n"} if plain.strip() else {}
    code, raises = None, None
    for title, body in zip(parts[::2], parts[1::2], strict=True):
        if title == "run" or title.startswith("run, "):
            code, raises = body, title.partition(", ")[2] or None
        else:
            files[title] = body.strip("\n") + "\n"
    return Case(topic, purpose, files, code or "import m", raises, code is not None)


CASES = [one for path in sorted(HERE.glob("code/*.txt")) for one in _read_cases(path)]


def run_with_gin(folders: list[Path], codes: list[str]) -> list[Answer]:
    """Return what the real Gin says when each of some codes runs in its folder."""
    runs = [{"folder": str(folder), "code": code} for folder, code in zip(folders, codes, strict=True)]
    done = subprocess.run(
        [sys.executable, str(HERE / "run_modules.py")],
        input=json.dumps(runs), capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found: list[Answer] = json.loads(done.stdout)
    return found
