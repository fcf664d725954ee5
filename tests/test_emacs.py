"""The file for Emacs in a real Emacs with eglot: one session of a user in the example project."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
EMACS = shutil.which("emacs")
CONFIGURATION = """
(add-to-list 'load-path "/path/to/hp-lsp/emacs")
(require 'hp-lsp)
(add-hook 'gin-mode-hook #'eglot-ensure)
(add-hook 'hyperion-mode-hook #'eglot-ensure)
"""
pytestmark = pytest.mark.skipif(
    EMACS is None, reason="Emacs is not installed; Debian's packages `emacs-nox` and `elpa-eglot` bring it"
)


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    home = tmp_path_factory.mktemp("home")
    example, report = home / "example", home / "report.json"
    shutil.copytree(ROOT / "examples/transformer", example)
    assert CONFIGURATION in (ROOT / "docs/editors.md").read_text()
    (home / "configuration.el").write_text(CONFIGURATION.replace("/path/to/hp-lsp", str(ROOT)))
    environment = {
        **os.environ,
        "HOME": str(home),
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "HP_LSP_CONFIGURATION": str(home / "configuration.el"),
        "HP_LSP_REPORT": str(report),
    }
    command = [str(EMACS), "--batch", "--load", str(ROOT / "tests/emacs/session.el")]
    subprocess.run(command, cwd=example, env=environment, check=True, timeout=120, capture_output=True)
    answer = json.loads(report.read_text())
    assert "error" not in answer, answer
    return answer


def test_problems_stand_where_they_were_planted(seen: dict[str, object]) -> None:
    broken = (ROOT / "examples/transformer/configs/broken.gin").read_text().split("\n")
    assert seen["problems"] == [
        number + 2 for number, line in enumerate(broken) if line.startswith("# Planted")
    ]


def test_names_are_completed_described_and_followed(seen: dict[str, object]) -> None:
    assert str(seen["completed"]).startswith("Transformer.num_layers")
    assert "Parameter of optim.Adam" in str(seen["hover"])
    assert seen["definition"] == ["optim.py", "        learning_rate: float = 1e-3,\n"]


def test_a_rename_changes_code_and_configs(seen: dict[str, object]) -> None:
    assert (seen["renamed"], seen["line"]) == (True, True)


def test_a_sweep_is_previewed(seen: dict[str, object]) -> None:
    assert seen["previewed"] == ["# 54 configs\n", "# config 1\n"]


def test_files_have_modes_colours_and_comments(seen: dict[str, object]) -> None:
    assert (seen["mode"], seen["sweep"]) == ("gin-mode", "hyperion-mode")
    assert seen["faces"] == [
        "font-lock-keyword-face",
        "font-lock-comment-delimiter-face",
        "nil",
        "font-lock-function-name-face",
        "font-lock-variable-name-face",
    ]
    assert seen["commented"] == "# include 'configs/train.gin'"


def test_the_file_compiles_without_warnings(tmp_path: Path) -> None:
    copy = shutil.copy(ROOT / "emacs/hp-lsp.el", tmp_path)
    strict = "(setq byte-compile-error-on-warn t)"
    command = [str(EMACS), "--batch", "--eval", strict, "--funcall", "batch-byte-compile", str(copy)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
