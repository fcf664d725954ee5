"""The algebra of sweeps: counts, order, random access, and what follows from them in closed form."""

from __future__ import annotations

import json
from itertools import islice
from pathlib import Path

import pytest
from hp_lsp.dialects.hyperion.build import sweep_of
from hp_lsp.dialects.hyperion.effects import overridden
from hp_lsp.dialects.hyperion.expansion import SweepExpansion, parse_sweep
from hp_lsp.dialects.hyperion.syntax import parse

CASES = [json.loads(line) for line in (Path(__file__).parent.parent / "cases/hyperion.jsonl").open(encoding="utf-8")]

WORKED = {
    "a: [1, 2]\nb: [3, 4]\nc: [5, 6]": [
        "a=1 b=3 c=5", "a=1 b=3 c=6", "a=1 b=4 c=5", "a=1 b=4 c=6",
        "a=2 b=3 c=5", "a=2 b=3 c=6", "a=2 b=4 c=5", "a=2 b=4 c=6",
    ],
    "a: [1, 2]\na: [3, 4]": ["a=3", "a=4", "a=3", "a=4"],
    "product:\n  a = 1\n  a: [2, 3]": ["a=2", "a=3"],
    "product:\n  a: [2, 3]\n  a = 1": ["a=1", "a=1"],
    "x = 1\nunion:\n  x: [2, 3]\n  y: [4]": ["x=2", "x=3", "x=1 y=4"],
    "union:\n  x: [2, 3]\n  y: [4]\nx = 1": ["x=1", "x=1", "y=4 x=1"],
    "table (a, b):\n  1, 2\n  3, 4\na = 7": ["a=7 b=2", "a=7 b=4"],
    "table (a, a):\n  1, 2": ["a=2"],
    "union:\n  b: [1, 2]\n  a = 1\n  c: [3]": ["a=1 b=1", "a=1 b=2", "a=1 c=3"],
    "union:\n  a: [1, 2]\n  b: [3]": ["a=1", "a=2", "b=3"],
    "union:\n  product:\n    a = 1\n    b = 2\n  product:\n    a = 3": ["a=1 b=2", "a=3"],
    "with m.Foo:\n  s/a = 2\n  with Bar:\n    b = 1": ["s/m.Foo.a=2 m.Foo.Bar.b=1"],
    "with Foo:\n  r = @f\n  c = @g(z=%y)": ["Foo.r=@f Foo.c=@g(z=%y)"],
    "union:\n  with Foo:\n    a = 1\n    x: [1, 2]\n  with Foo:\n    a = 2\n    x: [3]": [
        "Foo.a=2 Foo.x=1", "Foo.a=2 Foo.x=2", "Foo.a=2 Foo.x=3",
    ],
    "a: [True, 1, 1.0]": ["a=True", "a=1", "a=1.0"],
    "union:\n  a = 1\n  a = 2": [],
    "x: [1, 2]\nunion:\n  with Foo:\n    a = 1": [],
    "s/m.Foo:\n  a = 1\n  b = 2\nc: [1, 2]": ["s/m.Foo.a=1 s/m.Foo.b=2 c=1", "s/m.Foo.a=1 s/m.Foo.b=2 c=2"],
    "": [""],
}  # fmt: skip


def shown(source: str) -> list[str]:
    expansion = SweepExpansion(parse(source))
    return [
        " ".join(f"{key}={value}" for key, value in expansion.bindings(index)) for index in range(expansion.count)
    ]


@pytest.mark.parametrize("source", WORKED)
def test_worked_examples(source: str) -> None:
    assert parse(source).errors == ()
    assert shown(source) == WORKED[source]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_what_follows_in_closed_form_is_what_enumeration_finds(case: dict[str, object]) -> None:
    expansion = SweepExpansion(parse(str(case["hyp"])))
    configs = [dict(expansion.bindings(index)) for index in range(expansion.count)]
    assert expansion.count == case["n"]
    assert set(expansion.keys) == {key for config in configs for key in config}
    different = {key for key in expansion.keys if len({config.get(key) for config in configs}) > 1}
    assert different <= expansion.varying
    for key in expansion.varying - different:
        assert any(expansion._renderer.depends_on(value) for value in expansion.sweep.assignments if value.key == key)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_an_overridden_axis_has_no_value_in_any_config(case: dict[str, object]) -> None:
    sweep = sweep_of(parse(str(case["hyp"])))
    used = {assignment for config in sweep for assignment in config}
    claimed = {(found.key, found.column) for found in overridden(sweep)}
    for choice in sweep.choices:
        for column, (key, span) in enumerate(choice.columns):
            values = {option[column] for option in choice.options}
            if (key, span) in claimed:
                assert values.isdisjoint(used)
            elif choice.kind == "axis" and choice.count > 1 and values.isdisjoint(used):
                assert not sweep.count or _is_overridden_in_parts(choice.span, claimed) is None


def _is_overridden_in_parts(_span: object, _claimed: object) -> None:
    """A key bound anew by each of several statements together is left unsaid: no single one does it."""
