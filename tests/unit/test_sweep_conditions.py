"""The configs that meet conditions, found without a search, against those that a search finds."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from counts import times
from hp_lsp.dialects.base import Refused
from hp_lsp.dialects.hyperion.algebra.matching import Matching
from hp_lsp.dialects.hyperion.expansion import SweepExpansion
from hp_lsp.dialects.hyperion.sweep import parse_sweep
from sweep_texts import Block, blocks, written

COMPUTED = "f = %a * 2 + %b\n"
CONDITIONS = st.builds(
    "{} {} {}".format, st.sampled_from("abcdef"), st.sampled_from(["<", "==", "!=", ">="]), st.integers(0, 6)
)


def matching(expansion: SweepExpansion, *conditions: str) -> Matching:
    found = expansion.where(conditions, 100_000)
    assert isinstance(found, Matching), found
    return found


@settings(max_examples=times(400))
@given(blocks(), st.lists(CONDITIONS, min_size=1, max_size=3))
def test_configs_that_meet_conditions_are_those_that_a_search_finds(
    block: Block, conditions: list[str]
) -> None:
    text = "".join(written(part) for part in block[2])
    expansion = SweepExpansion(
        parse_sweep(f"{text}a: [0, 3]\n{COMPUTED}" if len(text) % 2 else text + COMPUTED)
    )
    assume(expansion.count <= 300)
    asked = [one for one in conditions if one[0] in expansion.keys]
    read = [expansion.condition(one) for one in asked]
    expected = [
        number
        for number in range(expansion.count)
        if expansion.meets(number, [one for one in read if not isinstance(one, Refused)])
    ]
    found = matching(expansion, *asked)
    assert found.count == len(expected)
    assert [found[place] for place in range(found.count)] == expected
    assert list(found) == expected


def test_any_place_is_found_at_once_among_very_many() -> None:
    axes = "".join(f"p{axis}: {list(range(100))}\n" for axis in range(10))
    expansion = SweepExpansion(parse_sweep(f"{axes}union:\n  q: [1, 2]\n  p9: [100]\ns = %p0 + %p9\n"))
    found = matching(expansion, "p4 in [3, 99]", "s == 120")
    assert found.count == 2 * 10**14 * (79 * 2 + 100)
    numbers = [found[place] for place in (0, 10**16, found.count - 1)]
    assert numbers == sorted(numbers)
    assert all(dict(expansion.bindings(number))["s"] == "120" for number in numbers)
    assert all(dict(expansion.bindings(number))["p4"] in ("3", "99") for number in numbers)
    with pytest.raises(IndexError):
        found[found.count]


def test_what_is_wrong_with_a_condition_is_said() -> None:
    text = "Adam.rate: [1, 2]\nSGD.rate: [3]\nx: [1, 2]\ny: [1, 2]\nz = %x + %y\n"
    expansion = SweepExpansion(parse_sweep(text))
    said = {
        "Adam.rate": "`Adam.rate` is not of the form KEY OPERATOR VALUE, such as `lr <= 0.1`.",
        "rate < 1": "`rate` can be several keys; write `Adam.rate` or `SGD.rate`.",
        "Adm.rate < 1": "`Adm.rate` is bound in no config; did you mean `Adam.rate`?",
        "q = 1": "`q` is bound in no config.",
        "x =< 1": "`< 1` is no value; text with blanks or signs needs quotes.",
        "x < 1 and y == z": "`1 and y == z` is no value; text with blanks or signs needs quotes.",
        "x < y": "`y` is neither less nor greater than anything: a number is, or text in quotes.",
        "x = 9 ** 9 ** 9": (
            "`9 ** 9 ** 9` is no value to compare with: The result of `**` is too large to be written down."
        ),
    }
    for condition, reason in said.items():
        assert expansion.where(["x = 1", condition], 100) == Refused(reason)
    refused = expansion.where(["z = 2"], 3)
    assert isinstance(refused, Refused)
    assert "More than 3 combinations" in refused.reason


def test_conditions_see_the_value_of_a_macro() -> None:
    text = "a: [1, 2]\nb = %a\nc = [%b, 0]\nd = (%later)\ninclude 'x.gin'\ne = %a\na = 3\n"
    expansion = SweepExpansion(parse_sweep(text.replace("include 'x.gin'\n", "")))
    assert list(matching(expansion, "b = 3", "c = [3, 0]")) == [0, 1]
    assert list(matching(expansion, "d = %later")) == [0, 1]
    unsure = SweepExpansion(parse_sweep("a: [1, 2]\nb = %a\ninclude 'x.gin'\n"))
    assert list(matching(unsure, "b = 1")) == []
    assert list(matching(unsure, "b = %a")) == [0, 1]


def test_what_a_condition_may_compare_with() -> None:
    text = "x: [1, 2.0]\nname: ['res-net', 'b c']\nopt: [@Adam, @m.SGD(lr=0.1)]\n"
    expansion = SweepExpansion(parse_sweep(text))
    for condition, count in {
        "x <> 1": 4, "x = 1 + 1": 4, "x in (2, 3)": 4, "x not in [1]": 4, "x >= 1.5": 4,
        "name = res-net": 4, "name == 'b c'": 4, "name < 'c'": 4, "opt = @Adam": 4,
        "opt = @m.SGD( lr = 0.1 )": 4, "opt != Adam": 8, "opt in [@Adam, 1]": 4,
    }.items():  # fmt: skip
        assert matching(expansion, condition).count == count, condition
