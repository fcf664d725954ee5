"""Random sweeps, as data and as text."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

Block = tuple[str, Any, list[Any]]
NAMES = st.sampled_from("abcde")


def blocks() -> st.SearchStrategy[Block]:
    """Statements as (kind, key or keys, values or rows or statements)."""
    values = st.lists(st.integers(0, 3), min_size=1, max_size=3)
    leaves = st.one_of(
        st.tuples(st.just("binding"), NAMES, st.lists(st.integers(0, 3), min_size=1, max_size=1)),
        st.tuples(st.just("axis"), NAMES, values),
        st.lists(st.tuples(NAMES, st.integers(0, 3)), min_size=1, max_size=3).map(
            lambda pairs: (
                "table",
                [name for name, _ in pairs],
                [[value + row for _, value in pairs] for row in (0, 1)],
            )
        ),
    )
    nested = st.recursive(
        leaves,
        lambda inner: st.tuples(
            st.sampled_from(["product", "union", "with"]), NAMES, st.lists(inner, min_size=1, max_size=3)
        ),
        max_leaves=8,
    )
    return st.lists(nested, min_size=1, max_size=3).map(lambda inner: ("product", "", inner))


def written(block: Block, indent: str = "") -> str:
    kind, key, inside = block
    if kind == "binding":
        return f"{indent}{key} = {inside[0]}\n"
    if kind == "axis":
        return f"{indent}{key}: {inside}\n"
    if kind == "table":
        rows = "".join(f"{indent}  {', '.join(map(str, row))}\n" for row in inside)
        return f"{indent}table {', '.join(key)}:\n{rows}"
    header = f"{indent}with {key}:\n" if kind == "with" else f"{indent}{kind}:\n"
    return header + "".join(written(part, f"{indent}  ") for part in inside)
