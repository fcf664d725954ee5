"""Whatever a dialect tells, and every picture of a module, is read from JSON as it was written; nothing else is."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hp_lsp.dialects.table import DIALECTS
from hp_lsp.project.cache.codec import DAMAGED, codec_of
from hp_lsp.project.cache.file import as_json, from_json
from hp_lsp.python.module import Module

KINDS: list[Any] = [*dict.fromkeys(dialect.facts_type for dialect in DIALECTS), Module]

TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=()), max_size=4),  # lone surrogates, too
    st.sampled_from(["\ud83d\ude00", "\udcff\udc80", "\x00", "\u2028", '"\\']),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=25,
)


def deep(value: Any) -> Any:
    """Return a value with the types of all that is in it."""
    if isinstance(value, tuple | list):
        return type(value), [deep(one) for one in value]
    if isinstance(value, frozenset):
        return frozenset, sorted(value)
    if hasattr(value, "items"):
        return "mapping", [(name, deep(one)) for name, one in value.items()]
    return type(value), value


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_written_is_read(kind: Any) -> None:
    st.register_type_strategy(str, TEXTS)
    try:
        values = st.from_type(kind)

        @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
        @given(values)
        def check(value: Any) -> None:
            read = codec_of(kind).decode(from_json(as_json(codec_of(kind).encode(value))))
            assert read == value
            assert deep(read) == deep(value)

        check()
    finally:
        st.register_type_strategy(str, st.text())


@pytest.mark.parametrize("kind", KINDS)
def test_any_json_is_read_as_annotated_or_not_at_all(kind: Any) -> None:
    written = codec_of(kind).encode(kind(*[""] * 2, *[False] * (kind is Module)))

    @settings(max_examples=300, deadline=None)
    @given(st.integers(0, 12), JSON)
    def check(place: int, value: Any) -> None:
        data = [*written, *[[]] * 12][: max(place, len(written))]
        data[place:] = [value]
        try:
            read = codec_of(kind).decode(data)
        except DAMAGED:
            return
        encoded = codec_of(kind).encode(read)
        assert codec_of(kind).decode(encoded) == read

    check()
