"""`--expand`: conditions in closed form, samples of what meets them, the values of axes, and W&B sweeps."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from expanding import Command

GRID = """\
import models
base = 4
Model.rate: [1e-5, 0.1, 1e16]
with Model:
  width = %base * 2
  opt: [@Adam(lr=0.1), @SGD]
  table name:
    'a'
    "it's"
    None
    True
    (1, 2)
    1e999
"""
UNIONS = """\
m: [1, 2, 3]
width = %m * 2
union:
  a: [1, 2]
  product:
    m: [9]
    b: [1]
"""
HUGE = "".join(f"p{axis}: {list(range(100))}\n" for axis in range(10))


@pytest.fixture
def expand(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    monkeypatch.chdir(tmp_path)
    command = Command(tmp_path, capsys)
    command.write("grid.hyp", GRID)
    command.write("unions.hyp", UNIONS)
    command.write("huge.hyp", HUGE)
    return command


# --- conditions ---


def counted(expand: Command, *arguments: str) -> int:
    assert expand(*arguments, "--count") == 0, expand.err
    return int(expand.out)


@pytest.mark.parametrize(
    "condition", ["width > 2", "width = 18", "m != 9", "a = 1", "b in [1, 2]", "m > 'x'"]
)
def test_a_count_in_closed_form_is_that_of_a_search(expand: Command, condition: str) -> None:
    count = counted(expand, "unions.hyp", "--where", condition)
    halves = (counted(expand, "unions.hyp", "--where", condition, "--shard", f"{one}/2") for one in (0, 1))
    assert count == sum(halves)


def test_conditions_on_a_large_sweep_are_counted_at_once(expand: Command) -> None:
    assert counted(expand, "huge.hyp", "--where", "p3 > 50", "--where", "p9 = 1") == 49 * 10**16
    assert counted(expand, "huge.hyp", "--where", "p3 > 50", "--slice", ":10000") == 0


def test_what_meets_a_condition_is_listed_without_a_search(expand: Command) -> None:
    fixed = [part for axis in range(8) for part in ("--where", f"p{axis} = {axis}")]
    listed = drawn(expand, "huge.hyp", *fixed, "--where", "p8 < 2", "--where", "p9 in [7, 5]")
    number = sum(axis * 100 ** (9 - axis) for axis in range(8))
    assert [config["index"] for config in listed] == [number + 5, number + 7, number + 105, number + 107]
    assert expand("huge.hyp", "--where", "p0 = 1") == 2
    assert "1000000000000000000 configs meet the conditions; ask for fewer" in expand.err


def drawn(expand: Command, *arguments: str) -> list[Any]:
    assert expand(*arguments, "--format", "jsonl") == 0
    return [json.loads(line) for line in expand.out.splitlines()]


def test_a_sample_is_drawn_from_what_meets_the_conditions(expand: Command) -> None:
    small = drawn(expand, "unions.hyp", "--where", "a = 2", "--sample", "99")
    assert len(small) == counted(expand, "unions.hyp", "--where", "a = 2")
    large = ("huge.hyp", "--where", "p3 > 50", "--where", "p9 < 30", "--sample", "20")
    found = drawn(expand, *large, "--seed", "7")
    assert len({config["index"] for config in found}) == 20
    for config in found:
        values = {one["key"]: int(one["value"]) for one in config["bindings"]}
        assert values["p3"] > 50
        assert values["p9"] < 30
    assert expand.err == ""
    assert drawn(expand, *large, "--seed", "7") == found


def test_a_sample_that_is_not_found_is_said(expand: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hp_lsp.check.expand.select.MOST_DRAWN", 1000)
    assert drawn(expand, "huge.hyp", "--slice", "1:", "--where", "p0 = 100", "--sample", "3") == []
    assert "only 0 of " in expand.err


def test_a_sample_is_counted_without_drawing_it(expand: Command) -> None:
    assert counted(expand, "huge.hyp", "--sample", str(10**15)) == 10**15
    assert counted(expand, "unions.hyp", "--sample", "10000", "--where", "a = 2") == 3
    assert expand("huge.hyp", "--sample", str(10**9)) == 2
    assert expand.err == "hp-lsp: a sample of 1000000000 configs is too large; draw 1000000 at the most.\n"


# --- axes ---


def test_axes_as_text(expand: Command) -> None:
    assert expand("unions.hyp", "--axes") == 0
    assert expand.out == (
        "unions.hyp: 9 configs\n"
        "line 3: union of 3 configs\n"
        "line 5: product of 1 config\n"
        "\n"
        "m (line 1, 6)\n  2  1\n  3  9\n  2  2\n  2  3\n"
        "\n"
        "a (line 4)\n  3  1\n  3  2\n  3  (not bound)\n"
        "\n"
        "b (line 7)\n  6  (not bound)\n  3  1\n"
    )


def test_axes_as_json(expand: Command) -> None:
    found = expand.json("huge.hyp", "--axes")
    assert (found["count"], found["blocks"]) == (10**20, [])
    assert [axis["key"] for axis in found["axes"]] == [f"p{axis}" for axis in range(10)]
    assert found["axes"][2]["lines"] == [3]
    assert found["axes"][2]["values"][5] == {"value": "5", "configs": 10**18}
    blocks = expand.json("unions.hyp", "--axes")["blocks"]
    assert blocks == [{"kind": "union", "line": 3, "count": 3}, {"kind": "product", "line": 5, "count": 1}]


def test_an_axis_with_too_many_combinations_is_said_to_have_them(expand: Command) -> None:
    source = "".join(f"m{one}: {list(range(100))}\n" for one in range(3))
    expand.write("deep.hyp", f"{source}a: [%m0 + %m1 + %m2, 1]\n")
    assert expand("deep.hyp", "--axes") == 0
    assert expand.out.endswith("a (line 4)\n  (too many combinations to be counted)\n")
    assert expand.json("deep.hyp", "--axes")["axes"][3]["values"] is None


# --- Weights & Biases ---


def test_a_grid_as_a_sweep_of_wandb(expand: Command) -> None:
    assert expand("grid.hyp", "--format", "wandb") == 0
    comments, _, yaml = expand.out.partition("method: grid\nparameters:\n")
    assert comments.splitlines()[0].startswith("# grid.hyp: 36 runs.")
    assert comments.splitlines()[1:] == ["# It also needs: import models"]
    *lines, scope, of_scope = yaml.splitlines()
    assert lines == [
        '  "base":', "    value: 4",
        '  "Model.rate":', "    values: [1.0e-05, 0.1, 1.0e+16]",
        '  "Model.width":', "    value: 8",
        '  "Model.opt":', f'    values: ["@{scope[3:14]}/Adam()", "@SGD"]',
        '  "Model.name":', """    values: ["'a'", "\\"it's\\"", null, true, "(1, 2)", "1e999"]""",
    ]  # fmt: skip
    assert (scope[14:], of_scope) == ('/Adam.lr":', "    value: 0.1")


@pytest.mark.parametrize(
    ("source", "place", "words"),
    [
        ("union:\n  a: [1, 2]\n", "1:1", "`union`"),
        ("x = 1\ntable a, b:\n  1, 2\n  3, 4\n", "2:1", "table"),
        ("a: [1, 2]\nb: [3]\na = 1\n", "3:1", "`a` is bound more than once"),
        ("m: [1, 2]\nn = %m + 1\na = %n * 2\n", "2:1", "`%m`, which varies"),
        ("m: [1, 2]\na: [%m, %m + 1]\n", "2:1", "`%m`, which varies"),
        ("a = %unknown + 1\n", "1:5", "`%unknown`"),
    ],
)
def test_what_is_no_grid_is_refused_in_its_place(
    expand: Command, source: str, place: str, words: str
) -> None:
    expand.write("other.hyp", source)
    assert expand("other.hyp", "--format", "wandb") == 2
    assert expand.out == ""
    assert expand.err.startswith(f"hp-lsp: other.hyp:{place}: ")
    assert words in expand.err


def test_a_sweep_of_wandb_is_the_whole_sweep(expand: Command) -> None:
    assert expand("grid.hyp", "--format", "wandb", "--slice", ":2") == 2
    assert expand("grid.hyp", "--format", "wandb", "--where", "base = 4") == 2
