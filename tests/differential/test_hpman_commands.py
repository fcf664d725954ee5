"""Command lines in a script: a problem is reported where the real argparse and hpargparse fail, and only there."""

from __future__ import annotations

import argparse
import contextlib
import io
import random
import re
from pathlib import Path

import hpargparse
import pytest
from hpman import HyperParameterManager

from hp_lsp.features.diagnostics import diagnose
from hp_lsp.project.project import Project

CALLS = """\
_("learning_rate", 0.1)
_("epochs", 10, choices=[1, 2, 10])
_("optim.name", "sgd", choices=["sgd", "adam"])
_("shuffle", True)
_("layers", [1, 2])
_("extra", {"a": 1})
_("seed", None)
_("factor", 1j)
_("text", "")
_("warm_up")
"""
PROGRAM = f"""\
import argparse
from pathlib import Path

import hpargparse
from hpman.m import _

_.parse_file(Path(__file__).resolve().parent)
parser = argparse.ArgumentParser()
parser.add_argument("--log-dir", default="log")
hpargparse.bind(parser, _)
args = parser.parse_args()


def main():
{"".join(f"    {line}{chr(10)}" for line in CALLS.splitlines())}
"""
FLAGS = (
    "learning_rate", "learning-rate", "epochs", "optim.name", "optim-name", "shuffle", "layers", "extra", "seed",
    "factor", "text", "warm_up", "warm-up", "log_dir", "lrr", "hp_list",
)  # fmt: skip
SHORTENED = ("help", "learn", "epoch", "optim", "hp-li", "l", "hp-")
VALUES = (
    "1", "2", "10", "0.5", "1e2", "-1", "-1.5", "true", "off", "no", "Y", "sgd", "[1]", "(1,)", "{}", "{'b': 2}", "x y",
    "detail", "1j", "nan", "_1", "1_0", "",
)  # fmt: skip
ACTIONS = (
    "--hp-save out.yaml", "--hp-save=out.json", "--hp-save out", "--hp-load in.yaml", "--hp-load in.txt", "--hp-exit",
    "--hp-list detail", "--hp-list=yaml", "--hp-list", "--hp-detail", "--log-dir x",
)  # fmt: skip
IN_ONE_SCRIPT = 300


def really_fails(words: list[str], folder: Path, monkeypatch: pytest.MonkeyPatch) -> bool:
    manager = HyperParameterManager("_")
    manager.parse_file(str(folder / "train.py"))
    parser = argparse.ArgumentParser()
    parser.add_argument("--log-dir", default="log")
    hpargparse.bind(parser, manager)
    with (
        monkeypatch.context() as patch,
        contextlib.redirect_stderr(io.StringIO()),
        contextlib.redirect_stdout(io.StringIO()),
    ):
        patch.chdir(folder)
        try:
            parser.parse_args(words)
        except SystemExit as end:
            return bool(end.code)
        except Exception:
            return True
    return False


def random_words(rng: random.Random, flags: tuple[str, ...]) -> list[str]:
    words: list[str] = []
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        if rng.random() < 0.25:
            words += rng.choice(ACTIONS).split()
            continue
        flag, value = f"--{rng.choice(flags)}", rng.choice(VALUES)
        words += rng.choice(([flag], [f"{flag}={value}"], [flag, value], [flag, value], [flag, value]))
    return words


def quoted(word: str) -> str:
    return word if re.fullmatch(r"[\w=.-]+", word) else f'"{word}"'


def told_in(project: Project, folder: Path) -> set[int]:
    """Return the numbers of the commands of which something is said."""
    view = project.snapshot()
    told: set[int] = set()
    for script in folder.glob("*.sh"):
        document = view.document(str(script))
        assert document is not None
        lines = (document.text.position(one.span.start).line for one in diagnose(view, document.path))
        told.update(int(script.stem) + line for line in lines)
    return told


@pytest.mark.parametrize(("flags", "is_whole"), [(FLAGS, True), ((*FLAGS, *SHORTENED), False)])
def test_what_is_said_of_commands_is_true(
    flags: tuple[str, ...], is_whole: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = random.Random(7)
    commands = [random_words(rng, flags) for _ in range(1500)]
    (tmp_path / "train.py").write_text(PROGRAM, encoding="utf-8")
    (tmp_path / "in.yaml").write_text("epochs: 2\n", encoding="utf-8")
    for start in range(0, len(commands), IN_ONE_SCRIPT):
        lines = (
            f"python {rng.choice(('train.py', '-m train'))} {' '.join(map(quoted, words))}"
            for words in commands[start : start + IN_ONE_SCRIPT]
        )
        (tmp_path / f"{start}.sh").write_text("\n".join(lines), encoding="utf-8")
    project = Project([str(tmp_path)])
    for _ in project.work():
        pass
    told = told_in(project, tmp_path)
    wrong = [
        (words, number in told)
        for number, words in enumerate(commands)
        if (number in told) != really_fails(words, tmp_path, monkeypatch) and (number in told or is_whole)
    ]
    assert wrong == []
