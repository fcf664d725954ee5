"""What is wasted in a sweep, told in closed form, against what an enumeration finds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import assume, given, settings

from counts import times
from hp_lsp.dialects.hyperion.algebra.effects import dead_alternatives, meets, overridden
from hp_lsp.dialects.hyperion.algebra.repeats import meant, overlap, repeats
from hp_lsp.dialects.hyperion.sweep import Choice, Part, Sweep, Union, parse_sweep, parts_of
from sweep_texts import Block, blocks, written

CASES_FILE = Path(__file__).parent.parent / "cases/hyperion.jsonl"

OVERLAPPING = "a = 0\nb = 0\nunion:\n  a: [0, 1]\n  b: [0, 1]\n"
"""Two alternatives that both give the config of `a = 0`, `b = 0`."""


def source_of(block: Block) -> str:
    return "".join(written(part) for part in block[2])


def bound(sweep: Sweep, index: int) -> frozenset[tuple[str, object]]:
    return frozenset((one.key, meant(one)) for one in sweep[index])


def assignments(part: Part) -> set[object]:
    if isinstance(part, Choice):
        return {one for option in part.options for one in option}
    return {one for inner in parts_of(part) for one in assignments(inner)}


@settings(max_examples=times(300))
@given(blocks())
def test_something_is_said_where_configs_are_generated_again_and_only_there(block: Block) -> None:
    sweep = parse_sweep(source_of(block))
    assume(sweep.count <= 200)
    different = len({bound(sweep, index) for index in range(sweep.count)})
    said = [*repeats(sweep), *overridden(sweep), *dead_alternatives(sweep)]
    if different == sweep.count:
        assert not list(repeats(sweep))
        assert overlap(sweep) is None
    elif not said:
        assert overlap(sweep) is not None


@settings(max_examples=times(300))
@given(blocks())
def test_an_overlap_is_told_by_its_first_two_configs_and_counted(block: Block) -> None:
    sweep = parse_sweep(f"{OVERLAPPING}{source_of(block)}")
    assume(0 < sweep.count <= 300)
    found = overlap(sweep)
    if found is None:  # the block binds both keys anew
        return
    assert found.first < found.again
    assert bound(sweep, found.first) == bound(sweep, found.again)
    different = len({bound(sweep, index) for index in range(sweep.count)})
    assert 0 < found.repeated <= sweep.count - different
    if found.exact and not list(repeats(sweep)):
        assert found.repeated == sweep.count - different


@settings(max_examples=times(300))
@given(blocks())
def test_a_dead_alternative_has_no_value_in_any_config(block: Block) -> None:
    sweep = parse_sweep(source_of(block))
    assume(sweep.count <= 200)
    reached = {one for index in range(sweep.count) for one in sweep.path(index)}
    used = {one for config in sweep for one in config}
    dead = [assignments(found.part) for found in dead_alternatives(sweep)]
    assert all(used.isdisjoint(inside) for inside in dead)
    for union in sweep.blocks:
        for part in union.alternatives if isinstance(union, Union) else ():
            inside = assignments(part)
            if part.count == 1 and inside <= reached and used.isdisjoint(inside):
                assert any(inside <= outer for outer in dead)


REPEATS = {
    "a: [1, 1]": ["value"],
    "a: [True, 1, 1.0]": [],
    "a: ['x', \"x\", 1 + 1, 2, @f, @f(), @f()]": ["value", "value", "value"],
    "a: [%x * 2, %x * 2, %x * (2), -0.0, 0.0]": ["value", "value"],
    "a: [2 ** 20000, 2 ** 20001]": [],
    "a: [(0-8) ** 0.5, (0-8) ** 0.5]": [],
    "table a, b:\n  1, 2\n  2, 1\n  1, 2": ["row"],
    "table a, a:\n  1, 2\n  2, 2": ["row"],
    "union:\n  a: [1]\n  b: [1]\n  a: [2, 1]": ["value"],
    "union:\n  table a, b:\n    1, 2\n  table b, a:\n    2, 1": ["row"],
    "union:\n  product:\n    a = 1\n  product:\n    a =  1\n  product:\n    a = 2": ["alternative"],
    "a: [1, 1]\nunion:\n  b = 1": [],
    "a = 1\na = 1": [],
}


@pytest.mark.parametrize("source", REPEATS)
def test_repeats(source: str) -> None:
    assert [found.kind for found in repeats(parse_sweep(source))] == REPEATS[source]


def test_overlaps_in_several_parts_are_at_least_those_of_one() -> None:
    sweep = parse_sweep("".join(f"{a}: [1, 2]\nunion:\n  {a}: [3]\n  {b}: [1]\n" for a, b in ("ab", "cd")))
    found = overlap(sweep)
    assert found is not None
    assert (found.repeated, found.exact) == (4, False)
    assert len({bound(sweep, index) for index in range(sweep.count)}) == 16 - 7


def test_an_overlap_is_found_in_a_part_of_a_large_sweep() -> None:
    axes = "".join(f"p{axis}: {list(range(100))}\n" for axis in range(10))
    sweep = parse_sweep(f"{axes}x = 1\ny = 1\nunion:\n  x: [1, 2]\n  y: [1, 2]\n{axes.replace('p', 'q')}")
    found = overlap(sweep)
    assert found is not None
    assert found.exact
    assert found.repeated == 10**40
    assert bound(sweep, found.first) == bound(sweep, found.again)


def test_where_not_all_can_be_looked_at_a_sample_is() -> None:
    rows = "".join(f"    product:\n      a: [{number % 7}]\n      b = 1\n" for number in range(40))
    source = "".join(f"union:\n{rows.replace('b =', f'b{turn} =')}" for turn in range(8))
    found = overlap(parse_sweep(f"union:\n  c: [1]\n{source}"))
    assert found is not None
    assert not found.exact
    assert found.repeated < 1 + 40**8


def test_recorded_sweeps_repeat_configs_exactly_where_something_is_said() -> None:
    for line in CASES_FILE.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        sweep = parse_sweep(case["hyp"]) if case.get("n") else None
        if sweep is not None:
            different = len({bound(sweep, index) for index in range(sweep.count)})
            repeating = any(True for _ in repeats(sweep)) or overlap(sweep) is not None
            wasting = [*overridden(sweep), *dead_alternatives(sweep)]
            assert not repeating or different < sweep.count, case["id"]
            assert repeating or wasting or different == sweep.count, case["id"]


@settings(max_examples=times(100))
@given(blocks())
def test_choices_meet_exactly_where_a_config_is_made_of_both(block: Block) -> None:
    sweep = parse_sweep(source_of(block))
    assume(0 < sweep.count <= 100)
    paths = [frozenset(sweep.path(index)) for index in range(sweep.count)]
    are_together = meets(sweep)
    choices = list(sweep.choices)
    for at, one in enumerate(choices):
        for other in choices[:at]:
            both = (assignments(one), assignments(other))
            expected = any(not path.isdisjoint(both[0]) and not path.isdisjoint(both[1]) for path in paths)
            assert are_together(one, other) == expected
