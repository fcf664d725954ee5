"""The README is true: what it shows is what the commands print, and its tables are the program's own."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from hp_lsp.project.settings import SETTINGS

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
_SHOWN = re.compile(r"(```console\n\$ (hp-lsp [^\n]*)\n)(.*?)(```)", re.DOTALL)
_SETTINGS = re.compile(r"(\| setting \| meaning \|\n\|---\|---\|\n)((?:\|[^\n]*\n|@SETTINGS@\n)*)")


def _printed(command: str) -> str:
    arguments = [sys.executable, "-m", "hp_lsp", *command.split()[1:]]
    done = subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=60)
    assert done.returncode in (0, 1), done.stderr
    return done.stdout + done.stderr


def _true_readme(text: str) -> str:
    text = _SHOWN.sub(lambda match: match[1] + _printed(match[2]) + match[4], text)
    rows = "".join(f"| `{setting.name}` | {setting.help} |\n" for setting in SETTINGS)
    return _SETTINGS.sub(lambda match: match[1] + rows, text)


def test_the_readme_shows_what_the_commands_print(request: pytest.FixtureRequest) -> None:
    text = README.read_text(encoding="utf-8")
    true = _true_readme(text)
    if request.config.getoption("--update-cases"):
        README.write_text(true, encoding="utf-8")
    assert len(_SHOWN.findall(text)) == 2
    assert text == true


def test_every_link_of_the_readme_leads_somewhere() -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)\)", README.read_text(encoding="utf-8"))
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []
