"""Positions that we send name the same characters as the offsets they were made of, in every encoding."""

from __future__ import annotations

import pytest
from lsprotocol import types

from hp_lsp.server.convert import offset_of, position_of, range_of, span_of
from hp_lsp.text.lines import Text
from hp_lsp.text.span import Span

TEXTS = ["", "a", "a\n", "a\r\nbc\rd", "é€😀\n😀𝔤x\r\n\n", "a\fb\u2028c\x85\n", "\ufeffa\n"]
ENCODINGS = ("utf-8", "utf-16", "utf-32")


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("source", TEXTS)
def test_there_and_back(source: str, encoding):
    text = Text(source)
    for offset in range(len(source) + 1):
        inside_line_end = source[offset - 1 : offset + 1] == "\r\n"
        assert offset_of(text, position_of(text, offset, encoding), encoding) == offset - inside_line_end


@pytest.mark.parametrize(
    ("encoding", "columns"), [("utf-8", (6, 13)), ("utf-16", (3, 6)), ("utf-32", (2, 4))]
)
def test_columns_count_the_units_of_the_encoding(encoding, columns):
    text = Text("€\n é€😀x\n".replace(" ", ""))
    assert range_of(text, Span(4, 6), encoding) == types.Range(
        types.Position(1, {"utf-8": 5, "utf-16": 2, "utf-32": 2}[encoding]),
        types.Position(1, {"utf-8": 10, "utf-16": 5, "utf-32": 4}[encoding]),
    )


def test_range_the_wrong_way_round():
    backwards = types.Range(types.Position(1, 1), types.Position(0, 1))
    assert span_of(Text("ab\ncd"), backwards, "utf-16") == Span(1, 4)
