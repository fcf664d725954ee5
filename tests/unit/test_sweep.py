"""The algebra of sweeps: counts, order, random access, and what follows from them in closed form."""

from __future__ import annotations

import json
import tracemalloc
from collections import Counter
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from counts import times
from hp_lsp.dialects.hyperion.algebra.effects import overridden
from hp_lsp.dialects.hyperion.expansion import SweepExpansion
from hp_lsp.dialects.hyperion.sweep import _path, parse_sweep
from sweep_texts import NAMES, Block, blocks, written

CASES_FILE = Path(__file__).parent.parent / "cases/hyperion.jsonl"
CASES = [json.loads(line) for line in CASES_FILE.read_text(encoding="utf-8").splitlines()]

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
    expansion = SweepExpansion(parse_sweep(source))
    configs = map(expansion.bindings, range(expansion.count))
    return [" ".join(f"{key}={value}" for key, value in config) for config in configs]


@pytest.mark.parametrize("source", WORKED)
def test_worked_examples(source: str) -> None:
    assert shown(source) == WORKED[source]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_what_follows_in_closed_form_is_what_enumeration_finds(case: dict[str, Any]) -> None:
    expansion = SweepExpansion(parse_sweep(case["hyp"]))
    configs = [dict(expansion.bindings(index)) for index in range(expansion.count)]
    assert expansion.count == case["n"]
    assert set(expansion.keys) == {key for config in configs for key in config}
    different = {key for key in expansion.keys if len({config.get(key) for config in configs}) > 1}
    assert different <= expansion.varying
    for key in expansion.varying - different:
        values = [value for value in expansion.sweep.assignments if value.key == key]
        assert any(map(expansion._renderer.depends_on, values))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_an_overridden_axis_has_no_value_in_any_config(case: dict[str, Any]) -> None:
    sweep = parse_sweep(case["hyp"])
    used = {assignment for config in sweep for assignment in config}
    for found in overridden(sweep):
        place = [span for _, span in found.choice.columns].index(found.column)
        assert used.isdisjoint(option[place] for option in found.choice.options)


OVERRIDDEN = {
    "a: [1, 2]\na = 1": ["a"],
    "a: [1, 2]\na: [3, 4]": ["a"],
    "a: [1]\na = 1": [],
    "a: [1, 2]\nunion:\n  a: [3]\n  b: [4]": [],
    "a: [1, 2]\nunion:\n  a: [3]\n  a: [4]": ["a"],
    "union:\n  product:\n    a: [1, 2]\n    b: [1, 2]\n  c: [1]\na = 3": ["a"],
    "union:\n  a: [1, 2]\n  a = 3": [],
    "table (a, b):\n  1, 2\n  3, 4\nb = 1": ["b"],
    "table (a, a):\n  1, 2\n  3, 4": ["a"],
    "a: [1, 2]\na = 3\nunion:\n  b = 1": [],
}


@pytest.mark.parametrize("source", OVERRIDDEN)
def test_overridden_axes(source: str) -> None:
    assert [found.key for found in overridden(parse_sweep(source))] == OVERRIDDEN[source]


VARYING = {
    "a: [1, 1]\nb: [1, 2]": {"b"},
    "union:\n  a: [1]\n  b: [1]": {"a", "b"},
    "a: [1, 2]\na = 1": set(),
    "a: [1, 2]\nb = %a + 1\nc = %b * 2\nd = %e + 1\ne = 1": {"a", "b", "c"},
    "a: [1, 2]\nf.x = [%a]": {"a"},
    "union:\n  a = 1": set(),
    "x = 1\nunion:\n  x: [1]\n  y: [2]": {"y"},
    "a: [1, 2]\nb/macro.value = %a\nc = %b + 1": {"a", "c"},
}


@pytest.mark.parametrize("source", VARYING)
def test_varying_keys(source: str) -> None:
    assert SweepExpansion(parse_sweep(source)).varying == VARYING[source]


def test_a_large_sweep_is_counted_and_read_at_once() -> None:
    sweep = parse_sweep("".join(f"m.Foo.p{axis}: {list(range(100))}\n" for axis in range(10)))
    assert sweep.count == 10**20
    assert [value.value.value for value in sweep[10**19]] == [10, *[0] * 9]
    assert [value.value.value for value in sweep[-1]] == [99] * 10
    last = [[value.value.value for value in config][-1] for config in sweep[10**19 + 5 : 10**20 : 2 * 10**19]]
    assert last == [5] * 5
    assert len(list(islice(sweep, 3))) == 3
    with pytest.raises(IndexError):
        sweep[10**20]


def test_going_through_configs_takes_no_more_memory_than_one_of_them() -> None:
    expansion = SweepExpansion(
        parse_sweep("".join(f"m.Foo.p{axis}: {list(range(10))}\n" for axis in range(9)))
    )
    indices = [number * 7_737_337 % 10**9 for number in range(6000)]
    tracemalloc.start()
    for index in indices[:3000]:
        expansion.render(index, "gin")
    before, _ = tracemalloc.get_traced_memory()
    tracemalloc.reset_peak()
    for index in indices[3000:]:
        expansion.render(index, "gin")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak - before < 100_000


# --- against an enumeration of the rules as they are written ---


def spliced(block: Block, prefix: str = "") -> list[Block]:
    """Return a block as its parent sees it: `with` gives its statements, their keys prefixed."""
    kind, key, inside = block
    if kind == "with":
        return [part for one in inside for part in spliced(one, f"{prefix}{key}.")]
    if kind in ("product", "union"):
        return [(kind, "", [part for one in inside for part in spliced(one, prefix)])]
    return [(kind, [prefix + one for one in key] if kind == "table" else prefix + key, inside)]


def enumerated(block: Block) -> list[dict[str, int]]:
    kind, key, inside = block
    if kind == "table":
        return [dict(zip(key, row, strict=True)) for row in inside]
    if kind in ("binding", "axis"):
        return [{key: value} for value in inside]
    if kind == "union":
        hoisted = [part for part in inside if part[0] == "binding"]
        configs = [config for part in inside if part[0] != "binding" for config in enumerated(part)]
        return [{**before, **config} for before in enumerated(("product", "", hoisted)) for config in configs]
    configs = [{}]
    for part in inside:
        configs = [{**before, **config} for before in configs for config in enumerated(part)]
    return configs


@settings(max_examples=times(200))
@given(blocks())
def test_closed_forms_say_what_an_enumeration_says(block: Block) -> None:
    source = "".join(written(part) for part in block[2])
    assume(parse_sweep(source).count <= 200)
    configs = enumerated(spliced(block)[0])
    expansion = SweepExpansion(parse_sweep(source))
    assert expansion.count == len(configs)
    found = [
        [(key, int(value)) for key, value in expansion.bindings(index)] for index in range(expansion.count)
    ]
    assert found == [list(config.items()) for config in configs]
    assert set(expansion.keys) == {key for config in configs for key in config}
    assert expansion.varying == {key for key in expansion.keys if len({one.get(key) for one in configs}) > 1}


@settings(max_examples=times(200))
@given(blocks(), st.sets(NAMES, max_size=3))
def test_a_tally_counts_what_an_enumeration_finds(block: Block, asked: set[str]) -> None:
    sweep = parse_sweep("".join(written(part) for part in block[2]))
    assume(sweep.count <= 200)
    keys = sorted(asked)
    found = SweepExpansion(sweep).tally(keys)
    counted = Counter(
        tuple((key, str(config[key])) for key in keys if key in config)
        for config in enumerated(spliced(block)[0])
    )
    assert found == counted


def test_a_tally_follows_macros_and_gives_up_where_there_are_too_many() -> None:
    macros = "".join(f"m{one}: {list(range(100))}\n" for one in range(3))
    expansion = SweepExpansion(parse_sweep(f"{macros}a = %m0 * 10 + %m1\nb = %m0 + %m1 + %m2\n"))
    found = expansion.tally(["a"])
    assert found is not None
    assert found[(("a", "10"),)] == 200
    assert sum(found.values()) == 10**6
    assert expansion.tally(["b"]) is None


@settings(max_examples=times(200))
@given(blocks())
def test_exactly_the_axes_without_a_value_in_any_config_are_overridden(block: Block) -> None:
    sweep = parse_sweep("".join(written(part) for part in block[2]))
    assume(sweep.count <= 200)
    reached = {one for index in range(sweep.count) for one in _path(sweep.root, index)}
    used = {one for config in sweep for one in config}
    claimed = {(found.key, found.column) for found in overridden(sweep)}
    for choice in sweep.choices:
        for place, column in enumerate(choice.columns):
            values = {option[place] for option in choice.options}
            is_dead = (
                choice.kind != "binding"
                and choice.count > 1
                and values <= reached
                and values.isdisjoint(used)
            )
            assert is_dead == (column in claimed)


def test_slices_are_lazy_and_exact() -> None:
    sweep = parse_sweep("a: [1, 2]\nunion:\n  b: [1, 2, 3]\n  table c, d:\n    1, 2\n    3, 4\ne: [5, 6]\n")
    assert list(sweep[3:17:4]) == [sweep[index] for index in range(3, 17, 4)]
    assert list(sweep[:-1]) == list(sweep)[:-1]


def test_depth_costs_no_stack() -> None:
    depth = 3000
    source = "".join(f"{' ' * level}{('product', 'union')[level % 2]}:\n" for level in range(depth))
    expansion = SweepExpansion(parse_sweep(f"{source}{' ' * depth}a: [1, 2, 3]\n"))
    assert expansion.count == 3
    assert expansion.bindings(2) == (("a", "3"),)
    assert expansion.varying == {"a"}


def test_axes_are_told_in_the_order_of_the_text() -> None:
    source = "union:\n  with Foo:\n    table s/a, b:\n      1, 2\nc: [1, 2]\n"
    axes = SweepExpansion(parse_sweep(source)).axes
    assert [(axis.key, axis.values, source[axis.span.start : axis.span.end]) for axis in axes] == [
        ("s/Foo.a", 1, "s/a"), ("Foo.b", 1, "b"), ("c", 2, "c"),
    ]  # fmt: skip


def test_parse_sweep_refuses_errors() -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_sweep("a: [")
    with pytest.raises(ValueError, match="row"):
        parse_sweep("table a, b:\n  1\n")
