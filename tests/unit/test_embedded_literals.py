"""String literals of Python and the places of their characters, against Python itself."""

from __future__ import annotations

import ast
import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hp_lsp.python.literals import read_literal
from hp_lsp.text.mapping import Mapping, Run
from hp_lsp.text.span import Span

_CHARACTERS = st.sampled_from(
    [
        "a",
        "é",
        "😀",
        " ",
        "#",
        "'",
        '"',
        "\\",
        "n",
        "x41",
        "u0041",
        "N{BULLET}",
        "0",
        "777",
        "d",
        "\n",
        "\t",
        "{",
        "%",
    ]
)
_BODIES = st.lists(_CHARACTERS, max_size=8).map("".join)
_PREFIXES = st.sampled_from(["", "r", "R", "u", "U", "f", "b", "rb"])
_QUOTES = st.sampled_from(["'", '"', "'''", '"""'])
_LITERALS = st.tuples(_PREFIXES, _QUOTES, _BODIES).map(lambda one: f"{one[0]}{one[1]}{one[2]}{one[1]}")
_GAPS = st.sampled_from([" ", "", "\n  ", "  # it's\n"])


def _value(written: str) -> object:
    """Return what Python makes of a literal; None where it cannot read it, or it is no plain string."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            tree = ast.parse(f"({written})", mode="eval")
        except (SyntaxError, ValueError):
            return None
    is_whole = isinstance(tree.body, ast.Constant) and isinstance(tree.body.value, str)
    return tree.body.value if is_whole else None


@given(st.lists(st.tuples(_LITERALS, _GAPS), min_size=1, max_size=3))
def test_reads_what_python_reads(pieces: list[tuple[str, str]]) -> None:
    written = "".join(literal + gap for literal, gap in pieces[:-1]) + pieces[-1][0]
    expected = _value(written)
    if expected is None:
        return
    found = read_literal(f"x = {written}  # end", Span(4, 4 + len(written)))
    assert found is not None
    assert found.text == expected
    assert [run.inner.start for run in found.runs] == sorted(run.inner.start for run in found.runs)
    assert "".join(found.text[slice(*run.inner)] for run in found.runs) == expected


@given(st.text(alphabet="ab'\"\\\n\té😀", max_size=12))
def test_every_character_is_found_where_it_stands(text: str) -> None:
    written = repr(text)
    found = read_literal(f"  {written}", Span(2, 2 + len(written)))
    assert found is not None
    mapping = Mapping(found.runs)
    places = [mapping.outward(Span(at, at + 1)) for at in range(len(text))]
    known = [Span(place.start - 2, place.end - 2) for place in places if place]
    assert [_value(f"{written[0]}{written[slice(*place)]}{written[0]}") for place in known] == list(text)
    assert [mapping.inward(place.start + 2) for place in known] == list(range(len(text)))


def test_line_ends_are_one_character() -> None:
    source = "x = '''a\r\nb\rc\\\r\nd'''"
    found = read_literal(source, Span(4, len(source)))
    assert found is not None
    assert found.text == "a\nb\ncd"
    assert Mapping(found.runs).outward(Span(1, 2)) == Span(8, 10)


@pytest.mark.parametrize("written", ["f'a'", "b'a'", "'a' f'b'", "'a", "a", "'a' + 'b'", "", "'\n'"])
def test_refuses_what_is_no_string(written: str) -> None:
    assert read_literal(written, Span(0, len(written))) is None


@pytest.mark.parametrize(
    ("written", "holds", "holds_not"),
    [
        ("'a'", ["x", '"', "é"], ["'", "\\", "\n", "it's"]),
        ('"a"', ["'x'"], ['"']),
        ("'''a'''", ["\n", "it's", '"'], ["'''", "x'", "\\"]),
    ],
)
def test_what_a_literal_can_hold(written: str, holds: list[str], holds_not: list[str]) -> None:
    found = read_literal(written, Span(0, len(written)))
    assert found is not None
    assert [text for text in (*holds, *holds_not) if found.parts[0].can_hold(text)] == holds


def test_a_name_in_two_literals_is_found_but_not_in_one_piece() -> None:
    found = read_literal("'Model.dep' 'th'", Span(0, 16))
    assert found is not None
    mapping = Mapping(found.runs)
    assert mapping.without_glue(Span(6, 11)) == Span(7, 15)
    assert mapping.exactly(Span(6, 11)) is None


PIECES = Mapping(
    (Run(Span(2, 5), Span(10, 13)), Run(Span(5, 6), Span(13, 17)), Run(Span(8, 8), Span(30, 30)))
)
"""Glue, three plain characters, an escape, glue, and an empty literal."""


@pytest.mark.parametrize(
    ("inner", "outer", "exact"),
    [
        ((2, 5), (10, 13), (10, 13)),
        ((3, 6), (11, 17), (11, 17)),
        ((0, 4), (10, 12), None),
        ((5, 8), (13, 17), None),
        ((0, 2), None, None),
        ((6, 8), None, None),
        ((3, 3), (11, 11), (11, 11)),
        ((5, 5), (13, 13), (13, 13)),
        ((6, 6), (17, 17), (17, 17)),
        ((8, 8), (30, 30), (30, 30)),
        ((7, 7), None, None),
    ],
)
def test_ranges_leave_glue_out(
    inner: tuple[int, int], outer: tuple[int, int] | None, exact: tuple[int, int] | None
) -> None:
    assert PIECES.outward(Span(*inner)) == outer
    assert PIECES.exactly(Span(*inner)) == exact


def test_cursors_find_their_way_in() -> None:
    found = [PIECES.inward(offset) for offset in (9, 10, 12, 13, 15, 17, 18, 30)]
    assert found == [None, 2, 4, 5, None, 6, None, 8]
