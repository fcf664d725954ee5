"""`--effective`: what it prints, what it says about files it cannot read, and when it refuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hp_lsp import cli

MODEL = """\
import gin

@gin.configurable
def train(steps=1, sizes=(), model=None):
    pass
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "hp-lsp.toml").touch()
    (tmp_path / "model.py").write_text(MODEL)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _write(folder: Path, **configs: str) -> None:
    for name, text in configs.items():
        (folder / f"{name}.gin").write_text(text)


def _run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = cli.main(["--effective", *arguments])
    shown = capsys.readouterr()
    return status, shown.out, shown.err


def _bindings(capsys: pytest.CaptureFixture[str], name: str = "main.gin") -> dict[str, dict[str, Any]]:
    status, out, _ = _run(capsys, name, "--format", "json")
    assert status == 0
    return {one["key"]: one for one in json.loads(out)["bindings"]}


def test_text_is_gin_with_places_in_comments(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _write(
        project,
        base="import model\nbatch = 8\ntrain.steps = 10\nopen = %gin.REQUIRED\n",
        main="include 'base.gin'\nbatch = 16\neval/train.steps = %batch\ntrain.steps = 20\ntrain.model = %open\n",
    )
    expected = """\
# main.gin after its includes and overrides

import model

# macros
batch = 16  # main.gin:2
#   overrides 8  # base.gin:2
open = %gin.REQUIRED  # base.gin:4; must be bound elsewhere

# model.train
train.model = %open  # main.gin:5; must be bound elsewhere
train.steps = 20  # main.gin:4
#   overrides 10  # base.gin:3
eval/train.steps = %batch  # main.gin:3; is 16
"""
    assert _run(capsys, "main.gin", "--overridden") == (0, expected, "")
    without = "".join(line for line in expected.splitlines(True) if "overrides" not in line[:20])
    assert _run(capsys, "main.gin") == (0, without, "")


def test_json_tells_place_and_what_was_overridden(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _write(project, main="m = 1\ns/train:\n  steps = 1\n  steps = [%m]\n")
    (found,) = (one for one in _bindings(capsys).values() if one["kind"] == "parameter")
    assert found == {
        "key": "s/train.steps", "kind": "parameter", "scope": "s", "selector": "model.train", "parameter": "steps",
        "value": "[%m]", "final": "[1]", "required": False, "trouble": [], "path": "main.gin", "line": 4, "column": 3,
        "overrides": [{"value": "1", "path": "main.gin", "line": 3, "column": 3}],
    }  # fmt: skip


def test_values_with_problems_are_marked(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _write(
        project,
        main="train.sizes = [1,\n  @no]\ntrain.model = %big_sise\ntrain.steps = 1\ntrain.stepz = 2\nbig_size = 2\n",
    )
    _, out, _ = _run(capsys, "main.gin")
    marked = {line.partition("  # ")[2] for line in out.splitlines() if "; " in line}
    assert marked == {"main.gin:1; error GIN101", "main.gin:3; warning GIN104", "main.gin:5; error GIN102"}
    assert _bindings(capsys)["train.model"]["trouble"] == ["warning GIN104"]


def test_long_containers_are_laid_out(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    numbers = ", ".join(map(str, range(100, 130)))
    _write(project, main=f"train.sizes = {{'first': [{numbers}], 2: (1,), 'empty': []}}\n")
    _, out, _ = _run(capsys, "main.gin")
    assert "train.sizes = {\n    'first': [\n        100,\n        101,\n" in out
    assert "        129,\n    ],\n    2: (1,),\n    'empty': [],\n}  # main.gin:1\n" in out


def test_unknown_names_stay_as_they_are(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _write(project, main="nobody.knows = @this\nnobody.knows = %nor_this\n")
    assert _bindings(capsys)["nobody.knows"]["value"] == "%nor_this"


def test_missing_includes_and_syntax_errors_are_said(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _write(project, main="include 'gone.gin'\ninclude 'bad.gin'\ntrain.steps = 1\n", bad="train.sizes = [1\n")
    status, out, err = _run(capsys, "main.gin")
    assert status == 1
    assert "train.steps = 1  # main.gin:3" in out
    assert [line.split(" error ")[0] for line in err.splitlines()] == ["main.gin:1:9:", "bad.gin:1:15:"]
    status, out, _ = _run(capsys, "main.gin", "--format", "json")
    assert (status, [one["code"] for one in json.loads(out)["problems"]]) == (1, ["GIN105", "GIN002"])


def test_a_circle_of_includes_is_said_and_ends(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _write(
        project, main="include 'other.gin'\ntrain.steps = 1\n", other="train.steps = 2\ninclude 'main.gin'\n"
    )
    status, out, err = _run(capsys, "main.gin")
    assert (status, len(err.splitlines())) == (1, 2)
    assert "train.steps = 1  # main.gin:2" in out


def test_macros_of_macros_end(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither a circle, nor a long chain, nor one that doubles with each step takes long."""
    chain = "".join(f"m{i} = %m{i + 1}\n" for i in range(300))
    doubling = "".join(f"d{i} = [%d{i + 1}, %d{i + 1}]\n" for i in range(60))
    _write(project, main=f"a = [%b]\nb = %a\n{chain}{doubling}")
    found = _bindings(capsys)
    assert found["a"]["final"] == "[%a]"
    assert found["m299"]["final"] == "%m300"
    assert found["m0"]["final"].startswith("%m")
    assert len(found["d0"]["final"]) < 10_000


def test_deep_values_and_deep_includes(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    deep = "[" * 150 + "%m" + "]" * 150
    links = {f"c{i}": f"include 'c{i + 1}.gin'\ntrain.steps = {i}\n" for i in range(600)}
    _write(
        project, main=f"m = 1\ntrain.sizes = {deep}\ninclude 'c0.gin'\n", c600="train.model = 1\n", **links
    )
    found = _bindings(capsys)
    assert found["train.sizes"]["final"] == deep
    assert len(found["train.steps"]["overrides"]) == 599


def test_diamonds_cost_no_more_than_their_files(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    levels = {f"d{i}": f"include 'd{i + 1}.gin'\n" * 2 + f"train.steps = {i}\n" for i in range(60)}
    _write(project, main="include 'd0.gin'\n", d60="train.steps = 60\n", **levels)
    found = _bindings(capsys)["train.steps"]
    assert (found["value"], found["path"], len(found["overrides"])) == ("0", "d0.gin", 60)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("gone.gin", None, "there is no file `gone.gin`"),
        ("model.py", MODEL, "`model.py` is not a config file"),
        (
            "sweep.hyp",
            "train.steps: [1, 2, 3]\n",
            "a sweep of 3 configs; `hp-lsp --expand sweep.hyp --index 0`",
        ),
        ("bad.hyp", "train.steps: [1, 2\n", "a sweep of many configs"),
    ],
)
def test_refusals(
    name: str, text: str | None, said: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if text is not None:
        (project / name).write_text(text)
    status, out, err = _run(capsys, name)
    assert (status, out) == (2, "")
    assert said in err


def test_a_python_that_is_not_there_is_refused(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _write(project, main="train.steps = 1\n")
    assert _run(capsys, "main.gin", "--python", "nowhere/python")[0] == 2


def test_help_lists_the_flags(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--effective", "--help"]) == 0
    assert "--overridden" in capsys.readouterr().out
