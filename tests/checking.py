"""`--check` as a test calls it: as another process, in a folder."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path


def hp_lsp(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "hp_lsp", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", timeout=60)


def found(folder: Path, *arguments: str) -> list[tuple[str, int, int, str, str]]:
    done = hp_lsp(folder, "--check", "--format", "json", *arguments)
    assert done.returncode in (0, 1), done.stderr
    keys = ("path", "line", "column", "code", "severity")
    return [tuple(one[key] for key in keys) for one in json.loads(done.stdout)]
