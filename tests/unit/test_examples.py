"""The example projects do what their README says: the real Gin and the real hpman read them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
TRANSFORMER = EXAMPLES / "transformer"

LOAD = (
    "import importlib.util, sys, gin, train; gin.parse_config_files_and_bindings(sys.argv[1:2], sys.argv[2:])"
)

PLANTED = {
    "an unknown configurable": "No configurable matching 'Tranformer'",
    "an unknown parameter": "doesn't have a parameter named 'learning_rat'",
    "an ambiguous selector": "Ambiguous selector 'Linear'",
    "an undefined macro": "No bindings specified for 'd_modle/gin.macro'",
    "an unknown reference": "No configurable matching reference '@Cosin()'",
    "a parameter that the code keeps to itself": "has denylisted kwarg 'root'",
    "a bare word": "malformed node",
    "a colon": "SyntaxError",
    "a bracket": "EOF in multi-line statement|was never closed|unexpected EOF",
    "a file that is not there": "Unable to open file: config/base.gin",
}


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], cwd=folder, capture_output=True, text=True, timeout=60
    )


def planted() -> list[tuple[str, str]]:
    """Return what each comment says is planted, and the statement below it."""
    texts = [(TRANSFORMER / "configs" / name).read_text() for name in ("broken.gin", "broken_include.gin")]
    blocks = [block.split("\n", 1) for text in texts for block in text.split("\n\n")]
    marked = [block for block in blocks if block[0].startswith("# Planted: ")]
    return [(comment.removeprefix("# Planted: "), statement) for comment, statement in marked]


@pytest.mark.parametrize("config", ["base", "train", "debug"])
def test_correct_configs_load(config: str) -> None:
    result = run(TRANSFORMER, "-c", LOAD, f"configs/{config}.gin")
    assert (result.returncode, result.stderr) == (0, "")


def test_training_runs() -> None:
    result = run(TRANSFORMER, "train.py", "configs/debug.gin", "Adam.beta1 = 0.8")
    assert result.returncode == 0, result.stderr
    assert "step 20" in result.stdout


@pytest.mark.parametrize(("said", "statement"), planted(), ids=lambda value: value[:40])
def test_each_planted_mistake_is_one(said: str, statement: str) -> None:
    (expected,) = [message for start, message in PLANTED.items() if said.startswith(start)]
    result = run(TRANSFORMER, "-c", LOAD, "configs/train.gin", statement)
    assert result.returncode == 1
    assert any(message in result.stderr for message in expected.split("|")), result.stderr


def test_every_kind_of_mistake_is_planted_once() -> None:
    assert len(planted()) == len(PLANTED)


@pytest.mark.parametrize(
    ("arguments", "rate"),
    [
        (("--epochs", "3", "--optimizer.learning-rate", "0.05"), "rate 0.05"),
        (("--hp-load", "configs/careful.yaml"), "rate 0.01"),
    ],
)
def test_hpman_project_runs(arguments: tuple[str, ...], rate: str) -> None:
    result = run(EXAMPLES / "hpman", "train.py", *arguments)
    assert result.returncode == 0, result.stderr
    assert rate in result.stdout


def test_check_finds_the_planted_mistakes_of_hpman_and_nothing_else() -> None:
    result = run(EXAMPLES / "hpman", "-m", "hp_lsp", "--check", "--format", "jsonl")
    found = [json.loads(line) for line in result.stdout.splitlines()]
    expected = [
        (f"mistakes/{name}", number)
        for name in ("broken.yaml", "run.sh", "train.py")
        for number, line in enumerate((EXAMPLES / "hpman/mistakes" / name).read_text().split("\n"), 1)
        if line.strip().startswith("# Planted: ")
    ]
    said = [max((one for one in expected if one <= (at["path"], at["line"])), default=None) for at in found]
    assert said == expected
    assert result.returncode == 1
