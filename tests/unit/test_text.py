"""Lines, columns, edits, decoding and did-you-mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hp_lsp.text.columns import Encoding, from_units, to_units
from hp_lsp.text.decoding import decode, decode_python
from hp_lsp.text.edits import Edit, apply_edits
from hp_lsp.text.lines import Position, Text
from hp_lsp.text.similar import similar
from hp_lsp.text.span import Span

TEXTS = st.text(alphabet=st.sampled_from("ab é😀\n\r\x0c\x0b\x85\u2028 \t"), max_size=40)


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("", [""]),
        ("a", ["a"]),
        ("a\n", ["a", ""]),
        ("a\r\nb\rc\nd", ["a", "b", "c", "d"]),
        ("\r\r\n\n", ["", "", "", ""]),
        ("a\x0cb\x85c\u2028d\x1ce", ["a\x0cb\x85c\u2028d\x1ce"]),
    ],
)
def test_lines_end_where_the_protocol_says(source: str, lines: list[str]) -> None:
    text = Text(source)
    assert [text.line(number) for number in range(len(text.line_starts))] == lines


def test_places_outside_the_text_are_clamped() -> None:
    text = Text("ab\r\ncd")
    assert [text.offset(0, 99), text.offset(1, 99), text.offset(9, 9), text.offset(-1, 3)] == [2, 6, 6, 0]
    assert text.position(99) == Position(1, 2)
    assert text.position(-5) == Position(0, 0)


@given(TEXTS, st.integers(0, 40))
def test_position_and_offset_are_inverse(source: str, offset: int) -> None:
    text = Text(source)
    offset = min(offset, len(source))
    line, column = text.position(offset)
    start, end = text.line_span(line)
    assert text.offset(line, column) == min(offset, end)
    assert start <= offset


@given(st.text(alphabet="aé€😀", max_size=12), st.sampled_from(["utf-8", "utf-16", "utf-32"]))
def test_columns_round_trip_in_every_encoding(line: str, encoding: Encoding) -> None:
    codec = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}[encoding]
    for column in range(len(line) + 1):
        units = to_units(line, column, encoding)
        assert units == len(line[:column].encode(codec[0])) // codec[1]
        assert from_units(line, units, encoding) == column


def test_a_column_inside_a_character_is_its_start() -> None:
    assert from_units("a😀b", 2, "utf-16") == 1
    assert from_units("a😀b", 3, "utf-8") == 1
    assert from_units("a😀b", 99, "utf-16") == 3


def test_edits_are_made_in_any_order_and_never_overlap() -> None:
    assert apply_edits("abcdef", [Edit(Span(4, 6), "Z"), Edit(Span(0, 1), "XY")]) == "XYbcdZ"
    with pytest.raises(ValueError, match="overlap"):
        apply_edits("abc", [Edit(Span(0, 2), ""), Edit(Span(1, 3), "")])


def test_bytes_that_are_no_utf8_are_kept_and_pointed_at() -> None:
    decoded = decode("é = 1\nb = '\xff'".encode("latin-1"))
    assert decoded.error == 0
    assert decoded.source.encode("utf-8", "surrogateescape") == "é = 1\nb = '\xff'".encode("latin-1")
    assert decode("é\n".encode() + b"\xff").error == 2
    assert decode(b"plain") == ("plain", None)


@pytest.mark.parametrize(
    ("data", "source"),
    [
        (b"\xef\xbb\xbfa = 1", "a = 1"),
        ("# -*- coding: latin-1 -*-\né".encode("latin-1"), "# -*- coding: latin-1 -*-\né"),
        (
            "#!/usr/bin/python\n# coding=latin-1\né".encode("latin-1"),
            "#!/usr/bin/python\n# coding=latin-1\né",
        ),
        (b"# coding: no-such-codec\na", "# coding: no-such-codec\na"),
    ],
)
def test_python_files_are_decoded_by_their_cookie(data: bytes, source: str) -> None:
    assert decode_python(data) == source


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Tranformer", ["Transformer"]),
        ("transformer", ["Transformer"]),
        ("batchsize", ["batch_size"]),
        ("learning_rat", ["learning_rate"]),
        ("laerning_rate", ["learning_rate"]),
        ("lr", []),
        ("optimizer", []),
    ],
)
def test_did_you_mean(word: str, expected: list[str]) -> None:
    assert similar(word, ["Transformer", "batch_size", "learning_rate", "lr2", "seed"]) == expected


def test_the_word_itself_is_no_suggestion() -> None:
    assert similar("seed", ["seed", "seeds"]) == ["seeds"]
