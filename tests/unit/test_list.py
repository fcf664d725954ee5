"""`--list`: the hyper-parameters of all dialects, their defaults, types and places, and what they are given."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hp_lsp.cli import main

FILES = {
    "model.py": 'import gin\n\n\n@gin.configurable\ndef train(steps: int = 10, name="a|b"):\n    pass\n',
    "main.gin": "train.steps = 3\neval/train.steps = \\\n    [1,\n     2]\n",
    "net.py": "from hpman.m import _\n\n_('lr', 1e-1)\n_('sizes', [1, 2])\n_('none', None)\n_('bare')\n"
    "_('call', f(1))\n_('lr')\n_('minus', -1)\n_.set_value('lr', 0.2)\n",
    "run.sh": "python net.py --hp-load values.yaml --minus -3 --lr=0.5\n",
    "values.yaml": "lr: 0.3\nsizes:\n- 1\n- 2\nother: 3\n",
}


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)


def test_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--list"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "train.steps: int = 10  # model.py:5",
        "    3  # main.gin:1",
        "    eval: [1, 2]  # main.gin:2",
        'train.name = "a|b"  # model.py:5',
        "bare  # net.py:6",
        "call = f(1)  # net.py:7",
        "lr: float = 1e-1  # net.py:3",
        "    …  # net.py:10",
        "    0.3  # values.yaml:1",
        "minus: int = -1  # net.py:9",
        "none = None  # net.py:5",
        "sizes: list = [1, 2]  # net.py:4",
        "    - 1 - 2  # values.yaml:2",
    ]


def test_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--list", "--format", "json"]) == 0
    first = json.loads(capsys.readouterr().out)[0]
    assert first == {
        "dialect": "gin",
        "name": "train.steps",
        "type": "int",
        "default": "10",
        "declared": {"path": "model.py", "line": 5, "column": 11},
        "given": [
            {
                "value": "3",
                "swept": [],
                "scope": "",
                "trouble": [],
                "path": "main.gin",
                "line": 1,
                "column": 7,
            },
            {
                "value": "[1, 2]",
                "swept": [],
                "scope": "eval",
                "trouble": [],
                "path": "main.gin",
                "line": 2,
                "column": 12,
            },
        ],
    }


def test_what_a_sweep_gives(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sweep = "import model\nwith train:\n  name: ['a',\n         @b]\ntable (x, train.steps):\n  1, 2\n  3, 4 * 2\n"
    (tmp_path / "s.hyp").write_text(sweep, encoding="utf-8")
    assert main(["--list", "s.hyp"]) == 0
    assert [line for line in capsys.readouterr().out.splitlines() if "s.hyp" in line] == [
        "    each of 2, 4 * 2  # s.hyp:5",
        "    each of 'a', @b  # s.hyp:3; error GIN101",
    ]
    assert main(["--list", "s.hyp", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [one["swept"] for entry in found for one in entry["given"] if one["path"] == "s.hyp"] == [
        ["2", "4 * 2"],
        ["'a'", "@b"],
    ]


def test_values_with_problems_are_marked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = (
        "import model\ntrain.steps = 1\ntrain.steps = [1,\n    @no]\ntrain.name = %big_sise\nbig_size = 2\n"
    )
    (tmp_path / "wrong.gin").write_text(wrong, encoding="utf-8")
    assert main(["--list", "wrong.gin"]) == 0
    marked = {
        "1  # wrong.gin:2; warning GIN313",
        "[1, @no]  # wrong.gin:3; error GIN101",
        "%big_sise  # wrong.gin:5; warning GIN104",
    }
    assert marked <= {line.strip() for line in capsys.readouterr().out.splitlines()}
    assert main(["--list", "wrong.gin", "--format", "markdown"]) == 0
    assert "`%big_sise` wrong.gin:5; warning GIN104 |" in capsys.readouterr().out
    assert main(["--list", "wrong.gin", "--format", "json"]) == 0
    found = [one for entry in json.loads(capsys.readouterr().out) for one in entry["given"]]
    trouble = {one["line"]: one["trouble"] for one in found if one["path"] == "wrong.gin"}
    assert trouble == {2: ["warning GIN313"], 3: ["error GIN101"], 5: ["warning GIN104"]}


def test_markdown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--list", "--format=markdown"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == ["| name | type | default | declared | given |", "|---|---|---|---|---|"]
    assert lines[3] == '| `train.name` |  | `"a\\|b"` | model.py:5 |  |'


def test_only_what_has_to_do_with_the_paths(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--list", "main.gin"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == "train.steps: int = 10  # model.py:5"
    assert main(["--list", "nothing"]) == 2
    assert capsys.readouterr().err == "hp-lsp: there is no file or folder `nothing`.\n"
