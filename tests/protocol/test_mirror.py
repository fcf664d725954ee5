"""The server's text of an open document is the client's, after any edits in any encoding."""

from __future__ import annotations

import random
import re
from itertools import chain

import pytest
from lsprotocol import types

from counts import times
from hp_lsp.server.documents import Documents, apply_changes
from hp_lsp.text.lines import Text

ALPHABETS = {
    "plain": "ab \n",
    "crlf": ["a", "b", "\r\n", "\n"],
    "cr": ["a", "\r", "\n", "\r\n"],
    "astral": ["a", "é", "€", "😀", "𝔤", "\n"],
    "control": ["a", "\f", "\v", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029", "\0", "\n", "\ufeff"],
}
ENCODINGS = ("utf-8", "utf-16", "utf-32")
COLUMNS = {"near": (0, 1, 2, 3, 5), "far": (0, 2, 9, 1000, 2**31 - 1)}
WIDTHS = {
    encoding: {
        character: len(character.encode(encoding if encoding == "utf-8" else f"{encoding}-le")) // unit
        for character in {*"X", *chain.from_iterable(chain.from_iterable(ALPHABETS.values()))}
    }
    for encoding, unit in (("utf-8", 1), ("utf-16", 2), ("utf-32", 4))
}
SEQUENCES = times(1000)
EDITS = 20
LINE_END = re.compile(r"\r\n|\r|\n")


def reference_offset(text: str, line: int, units: int, encoding: str) -> int:
    """Count character by character, as the protocol's text says."""
    starts = [0, *(match.end() for match in LINE_END.finditer(text))]
    if line >= len(starts):
        return len(text)
    offset, widths = starts[line], WIDTHS[encoding]
    for character in text[offset:]:
        units -= widths[character]
        if units < 0 or character in "\r\n":
            break
        offset += 1
    return offset


def reference_edit(text: str, change: types.TextDocumentContentChangeEvent, encoding: str) -> str:
    if isinstance(change, types.TextDocumentContentChangeWholeDocument):
        return change.text
    ends = [
        reference_offset(text, place.line, place.character, encoding)
        for place in (change.range.start, change.range.end)
    ]
    return text[: min(ends)] + change.text + text[max(ends) :]


def random_text(random_: random.Random, alphabet: str, most: int) -> str:
    return "".join(random_.choices(ALPHABETS[alphabet], k=random_.randrange(most)))


def random_change(
    random_: random.Random, alphabet: str, text: str, columns: tuple[int, ...]
) -> types.TextDocumentContentChangeEvent:
    """Return an edit: mostly a small range of few lines, sometimes past the end of the text."""
    inserted = random_text(random_, alphabet, 8)
    if random_.random() < 0.02:
        return types.TextDocumentContentChangeWholeDocument(random_text(random_, alphabet, 60))
    lines = len(LINE_END.findall(text)) + 1
    first = random_.randrange(lines + 1)
    places = [types.Position(line, random_.choice(columns)) for line in (first, first + random_.randrange(2))]
    random_.shuffle(places)
    return types.TextDocumentContentChangePartial(range=types.Range(*places), text=inserted)


@pytest.mark.parametrize("columns", COLUMNS)
@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("alphabet", ALPHABETS)
def test_random_edits(alphabet: str, encoding: str, columns: str):
    for seed in range(SEQUENCES):
        random_ = random.Random(f"{alphabet} {encoding} {columns} {seed}")
        expected = random_text(random_, alphabet, 40)
        text, left = Text(expected), EDITS
        while left:
            together = min(left, random_.choice((1, 1, 1, 2, 3)))
            left -= together
            changes = []
            for _ in range(together):
                changes.append(random_change(random_, alphabet, expected, COLUMNS[columns]))
                expected = reference_edit(expected, changes[-1], encoding)
            text = apply_changes(text, changes, encoding)
            assert text.source == expected, (seed, changes)


def change(*numbers: int, text: str = "X") -> types.TextDocumentContentChangePartial:
    return types.TextDocumentContentChangePartial(
        range=types.Range(types.Position(*numbers[:2]), types.Position(*numbers[2:])), text=text
    )


@pytest.mark.parametrize(
    ("before", "edit", "after"),
    [
        ("abc", (0, 99, 0, 99), "abcX"),
        ("abc\ndef", (0, 99, 0, 99), "abcX\ndef"),
        ("abc\r\ndef", (0, 99, 0, 99), "abcX\r\ndef"),
        ("abc\n", (1, 0, 1, 0), "abc\nX"),
        ("abc\n", (7, 3, 7, 5), "abc\nX"),
        ("abc", (0, 2, 0, 1), "aXc"),
        ("a\fb\u2028c\nd", (1, 0, 1, 1), "a\fb\u2028c\nX"),
        ("😀b", (0, 1, 0, 2), "Xb"),
        ("", (0, 0, 0, 0), "X"),
    ],
)
def test_edits(before: str, edit: tuple[int, ...], after: str):
    assert apply_changes(Text(before), [change(*edit)], "utf-16").source == after


def opened(documents: Documents, uri: str, text: str = "", version: int = 1) -> None:
    documents.open(types.TextDocumentItem(uri, "gin", version, text))


def changes(uri: str, version: int, *content: types.TextDocumentContentChangeEvent):
    return types.DidChangeTextDocumentParams(types.VersionedTextDocumentIdentifier(version, uri), content)


def test_changes_build_on_each_other_and_bring_the_version():
    documents = Documents()
    opened(documents, "file:///a/x.gin", "one\ntwo\n")
    whole = types.TextDocumentContentChangeWholeDocument("1\n2\n")
    document = documents.change(
        changes("file:///a/x.gin", 5, change(0, 0, 0, 3), whole, change(1, 0, 1, 1), change(1, 1, 1, 1)),
        "utf-16",
    )
    assert document is not None
    assert (document.text.source, document.version) == ("1\nXX\n", 5)


def test_change_of_a_document_that_is_not_open():
    documents = Documents()
    assert documents.change(changes("file:///a/x.gin", 2, change(0, 0, 0, 0)), "utf-16") is None
    assert documents.close("file:///a/x.gin") is None


def test_one_document_under_several_spellings():
    documents = Documents()
    opened(documents, "file:///a/x%20%3A.gin", "a")
    assert documents.change(changes("file:///a/x :.gin", 2, change(0, 0, 0, 0)), "utf-16") is not None
    assert documents.uri_of("/a/x :.gin") == "file:///a/x%20%3A.gin"
    assert documents.close("file://localhost/a/x%20:.gin") is not None
    assert list(documents) == []
