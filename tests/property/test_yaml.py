"""What holds of the reader of hpman's YAML files for any text."""

from __future__ import annotations

import contextlib

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from counts import times
from hp_lsp.dialects.hpman.config.nodes import Scalar, nodes_in
from hp_lsp.dialects.hpman.config.reading import read
from hp_lsp.dialects.hpman.config.values import NoValueError, value_of

PIECES = (
    "a", "b.c", ": ", ":", "- ", "\n", "  ", "\t", "[", "]", "{", "}", ", ", "'", '"', "&x ", "*x", "!!int ", "|", ">-",
    "#", "1e4", "true", "<<", "? ", "---\n", "%", "@", "é😀", "\x85", "\u2028", "\r\n", "\x07",
)  # fmt: skip
YAML_LIKE = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


@settings(max_examples=times(1500))
@given(YAML_LIKE | st.text(st.characters(codec=None), max_size=40).map("\ufeff{}".format))
def test_any_text_is_read_with_its_places(text: str) -> None:
    tree = read(text)
    for node in nodes_in(tree.root):
        assert 0 <= node.span.start <= node.span.end <= len(text)
        if isinstance(node, Scalar):
            assert node.span.holds(node.inner)
            assert not node.is_plain or text[node.inner.start : node.inner.end] == node.text
    for mistake in tree.mistakes:
        assert 0 <= mistake.span.start <= mistake.span.end <= len(text)


@settings(max_examples=times(1500))
@given(YAML_LIKE)
def test_values_are_those_of_the_real_loader(text: str) -> None:
    tree = read(text)
    try:
        loaded = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError, TypeError, AttributeError, KeyError, IndexError, OverflowError):
        return
    assert not [one for one in tree.mistakes if one.is_syntax]
    if tree.root is None:
        assert loaded is None
        return
    with contextlib.suppress(NoValueError):
        assert repr(value_of(tree, tree.root)) == repr(loaded)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "- " * 20_000,
        "{a: " * 10_000,
        "a:\n" + "".join(f"{' ' * depth}b:\n" for depth in range(1, 300)),
        "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9) if i else 1}]\n" for i in range(60)),
    ],
    ids=["lists", "items", "mappings", "blocks", "aliases"],
)
def test_what_is_deep_or_grows_is_read_in_bounds(text: str) -> None:
    tree = read(text)
    assert len(list(nodes_in(tree.root))) < 2000
    assert tree.mistakes or len(text.splitlines()) == 60


def test_aliases_of_aliases_have_no_value() -> None:
    text = "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9) if i else 1}]\n" for i in range(40))
    tree = read(text)
    assert tree.root is not None
    with pytest.raises(NoValueError):
        value_of(tree, tree.root)
