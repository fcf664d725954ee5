"""What holds of the canonical form of any text: it says the same, keeps the comments, and stays as it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counts import times
from gin_texts import texts
from hp_lsp.dialects.base import Dialect, Document
from hp_lsp.dialects.gin.dialect import GIN
from hp_lsp.dialects.gin.formatting.edits import formatting
from hp_lsp.dialects.gin.formatting.lines import INDENT
from hp_lsp.dialects.hyperion.dialect import HYPERION
from hp_lsp.text.edits import apply_edits
from hp_lsp.text.lines import Text
from hp_lsp.text.span import Span
from sweep_texts import blocks, written
from upstream_gin import statements_of_gin

ROOT = Path(__file__).parents[2]
REAL = [path for suffix in ("gin", "hyp") for path in sorted(ROOT.glob(f"examples/**/*.{suffix}"))]


def made(source: str, dialect: Dialect, within: Span | None = None, unit: str = INDENT) -> str:
    return apply_edits(source, formatting(Document("/x", Text(source), dialect), unit, within))


def words(source: str) -> str:
    return "".join(source.split())


@pytest.mark.parametrize("unit", [INDENT, "  ", "\t"], ids=["4", "2", "tab"])
@pytest.mark.parametrize("dialect", [GIN, HYPERION], ids=["gin", "hyperion"])
def test_nothing_but_blanks_changes_and_only_once(dialect: Dialect, unit: str) -> None:
    changed = 0
    for text in texts(seed=11, count=times(2000)):
        after = made(text, dialect, unit=unit)
        changed += after != text
        assert words(after) == words(text)
        assert after == text or made(after, dialect, unit=unit) == after, text
        if dialect is GIN and after != text:
            assert statements_of_gin(after) == statements_of_gin(text), (text, after)
        tree = dialect.parse(text)
        is_refused = bool(tree.errors or tree.remarks)
        assert is_refused or after.endswith(("\n", "\r", "\\")) or not after.strip()
    assert changed > times(300)


@given(blocks(), st.sampled_from(["\n", "\r\n"]), st.sampled_from([INDENT, "  ", "\t"]))
@settings(max_examples=times(200))
def test_sweeps(block, line_end: str, unit: str) -> None:
    text = written(block).replace("\n", line_end)
    after = made(text, HYPERION, unit=unit)
    assert words(after) == words(text)
    assert made(after, HYPERION, unit=unit) == after
    assert "\n" not in after.replace(line_end, "")


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.name)
def test_our_examples_are_canonical_but_for_what_is_wrong_in_them(path: Path) -> None:
    dialect: Dialect = GIN if path.suffix == ".gin" else HYPERION
    source = path.read_text(encoding="utf-8")
    after = made(source, dialect)
    assert [line.rstrip() for line in after.split("\n")] == after.split("\n")
    assert words(after) == words(source)


@given(st.integers(0, 10**6), st.integers(0, 60), st.integers(0, 60))
@settings(max_examples=times(300))
def test_a_part_of_it_says_the_same(seed: int, start: int, end: int) -> None:
    text = next(texts(seed, 1))
    part = Span(min(start, end, len(text)), min(max(start, end), len(text)))
    after = made(text, GIN, part)
    assert statements_of_gin(after) == statements_of_gin(text)
    assert words(after) == words(text)
