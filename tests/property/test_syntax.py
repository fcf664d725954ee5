"""What holds of the parsers for any text."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from random import Random
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counts import times
from gin_texts import indented_texts, texts
from gin_trees import check_tree, selectors_of, values_of
from hp_lsp.dialects.gin import syntax as gin
from hp_lsp.dialects.gin.syntax import lines, plain
from hp_lsp.dialects.gin.syntax.nodes import Builder
from hp_lsp.dialects.gin.tree import Binding, Constant, Tree, values_within
from hp_lsp.dialects.hyperion import syntax as hyperion
from hp_lsp.text.span import Span
from upstream_gin import statements_of_gin, statements_of_tree

Parse = Callable[[str], Tree]
PARSERS = [pytest.param(gin.parse, id="gin"), pytest.param(hyperion.parse, id="hyperion")]
GIN_LIKE = st.builds(lambda seed: next(texts(seed, 1)), st.integers(0, 10**9))
ANY_TEXT = st.text(st.characters(codec=None), max_size=60) | GIN_LIKE


def test_gin_reads_what_the_real_parser_reads() -> None:
    for text in texts(seed=1, count=times(20_000)):
        tree = gin.parse(text)
        check_tree(text, tree)
        assert statements_of_tree(tree) == statements_of_gin(text), text


def test_mixed_tabs_are_told_where_some_python_refuses_them() -> None:
    is_told = Counter[bool]()
    for text in indented_texts(seed=1, count=times(3000)):
        tree = gin.parse(text)
        tabs = any(remark.code == "GIN401" for remark in tree.remarks)
        is_told[tabs] += 1
        is_refused = tabs and sys.version_info >= (3, 12)
        assert statements_of_gin(text) == (None if is_refused else statements_of_tree(tree)), text
    assert min(is_told[True], is_told[False]) > times(300)


def test_the_generated_texts_are_of_both_kinds() -> None:
    verdicts = [statements_of_gin(text) is not None for text in texts(seed=1, count=1000)]
    assert 100 < sum(verdicts) < 900


def test_hyperion_reads_all_that_gin_reads() -> None:
    for text in texts(seed=2, count=times(3000)):
        expected = statements_of_gin(text)
        if expected is not None and not _is_about_tabs(text):
            assert statements_of_tree(hyperion.parse(text)) == expected, text


def _is_about_tabs(text: str) -> bool:
    """Tell whether a tab may stand in an indentation, where it is worth eight columns in Gin, four in Hyperion."""
    return any("\t" in line[: len(line) - len(line.lstrip())] for line in text.splitlines())


def plain_lines(seed: int, count: int) -> Iterator[str]:
    """Yield lines that bind one name to one value, some of them slightly wrong."""
    random = Random(seed)
    names = ("a", "s/a", "s/t/f.x", "a.b", "m.f.x", "é.ß", "a.b/c", "import", "with", "tables.x", "a/", "not")
    values = (
        "1",
        "0",
        "017",
        "1.5",
        ".5",
        "5.",
        "1e-3",
        "1_000",
        "9" * 30,
        "True",
        "none",
        "'a'",
        '"b c"',
        "''",
    )
    values += (
        r"'\n'",
        "'é😀'",
        "b'x'",
        "'a' 'b'",
        "@f",
        "@s/m.f",
        "@s.t/f()",
        "@f( )",
        "%m",
        "%s/m",
        "%a.b/c",
        "-1",
    )
    for _ in range(count):
        equal, end = (
            random.choice(("=", " = ", "  =", "= ", "\t=\t", " == ")),
            random.choice(("", "", " ", "#", "x")),
        )
        yield f"{random.choice(names)}{equal}{random.choice(values)}{end}"


@pytest.mark.parametrize("language", [gin, hyperion])
def test_plain_lines_are_read_as_the_grammar_reads_them(
    monkeypatch: pytest.MonkeyPatch, language: ModuleType
) -> None:
    lines = sorted(set(plain_lines(seed=1, count=8000)))
    short = [(line, language._PARSER._read("statement", line)) for line in lines]
    block = [(line, language._PARSER._read("parameter", line)) for line in lines]
    builder = Builder()
    assert 200 < sum(plain.read("statement", line, builder) is not None for line in lines) < len(lines) - 200
    monkeypatch.setattr(plain, "read", lambda *_: None)
    assert short == [(line, language._PARSER._read("statement", line)) for line in lines]
    assert block == [(line, language._PARSER._read("parameter", line)) for line in lines]


@pytest.mark.parametrize("parse", PARSERS)
@settings(max_examples=times(300))
@given(text=ANY_TEXT)
def test_any_text_has_a_tree(parse: Parse, text: str) -> None:
    tree = parse(text)
    whole = Span(0, len(text))
    assert all(whole.holds(error.span) for error in tree.errors)
    assert list(tree.errors) == sorted(tree.errors, key=lambda error: error.span)
    assert all(text[comment.start] == "#" for comment in tree.comments)
    ends = [0]
    for statement, parents in tree.walk():
        assert ends[-1] <= statement.span.start < statement.span.end <= len(text)
        assert all(parent.span.end <= statement.span.start for parent in parents)
        ends.append(statement.span.end)


@settings(max_examples=times(300))
@given(text=ANY_TEXT)
def test_every_name_stands_where_its_span_says(text: str) -> None:
    for statement, _ in gin.parse(text).walk():
        for selector in selectors_of(statement):
            for name in (*selector.scope, *selector.path):
                start, end = statement.at(name.span)
                assert text[start:end] == name.text


@settings(max_examples=times(300))
@given(text=ANY_TEXT)
def test_every_value_stands_inside_its_statement(text: str) -> None:
    for statement, _ in gin.parse(text).walk():
        for outer in values_of(statement):
            for value in values_within(outer):
                assert statement.span.holds(statement.at(value.span))


@pytest.mark.parametrize("parse", PARSERS)
@settings(max_examples=times(300))
@given(text=GIN_LIKE)
def test_no_mistake_reaches_beyond_the_next_statement(parse: Parse, text: str) -> None:
    if text.rstrip(" \t\f").endswith("\\"):
        return  # the line goes on
    tree = parse(text + "\nlast.one = 12345\n")
    node = tree.statements[-1].node
    assert isinstance(node, Binding), text
    assert node.target.text == "last.one"
    assert isinstance(node.value, Constant)
    assert node.value.value == 12345


@settings(max_examples=times(300))
@given(text=ANY_TEXT)
def test_the_short_way_to_split_a_line_gives_what_the_long_way_gives(text: str) -> None:
    found = lines.Lines([], [])
    at, hopeless = int(text.startswith("\ufeff")), set[str]()
    while at < len(text):
        at = lines._split_line(text, at, found, hopeless)
    assert lines.split(text) == found
