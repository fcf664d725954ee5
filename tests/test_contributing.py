"""What `CONTRIBUTING.md` says of a new rule is followed to the letter, in a copy of the sources."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
ANSWER = """\
information GIN399 wordy-macro: `the_learning_rate_of_the_second_optimizer` has 41 characters; give it a shorter name.
  main.gin: the_learning_rate_of_the_second_optimizer = 0.1
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
"""


def test_the_rule_of_the_guide(tmp_path: Path) -> None:
    for folder in ("server", "grammar"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "tests/cases/gin").mkdir(parents=True)
    for file in (ROOT / "tests").glob("*.py"):
        shutil.copy(file, tmp_path / "tests")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)

    rule = tmp_path / re.search(r"`(server/\S+/wordy_macro\.py)`", GUIDE)[1]
    rule.write_text(re.search(r"````python\n(.*?)````", GUIDE, re.DOTALL)[1], encoding="utf-8")
    listed = rule.with_name("__init__.py")
    names = listed.read_text(encoding="utf-8").replace(
        "    without_effect,", "    without_effect,\n    wordy_macro,"
    )
    listed.write_text(
        names.replace("    without_effect.RULE,", "    without_effect.RULE,\n    wordy_macro.RULE,")
    )
    case = tmp_path / re.search(r"`(tests/cases/\S+\.case)`", GUIDE)[1]
    case.write_text(re.search(r"```text\n(.*?)```", GUIDE, re.DOTALL)[1], encoding="utf-8")

    command = [sys.executable, "-m", "pytest", "-q", "tests/test_cases.py", "--update-cases"]
    environment = {"PYTHONPATH": str(tmp_path / "server")}
    subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True)
    assert ANSWER in case.read_text(encoding="utf-8")
