"""What is true of outline, folding, links, fixes, lenses and hints in any text, however broken."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable
from functools import partial
from math import prod
from pathlib import Path

import pytest

from hp_lsp.dialects.outlines import OutlineItem
from hp_lsp.features.fixes import all_safe_fixes, quick_fixes
from hp_lsp.features.folding import folding
from hp_lsp.features.inlay_hints import inlay_hints
from hp_lsp.features.links import links
from hp_lsp.features.outline import outline
from hp_lsp.features.sweeps import counts, lenses, shown_number
from hp_lsp.project.project import Project
from hp_lsp.project.snapshot import Snapshot
from hp_lsp.text.edits import apply_edits
from hp_lsp.text.lines import Text
from hp_lsp.text.span import Span

CASES = Path(__file__).parent.parent / "cases"


def recorded(name: str, key: str) -> list[str]:
    return [json.loads(line)[key] for line in (CASES / name).read_text(encoding="utf-8").splitlines()]


GIN = recorded("gin_syntax.jsonl", "text")
HYPERION = recorded("hyperion.jsonl", "hyp")


def opened(folder: Path, suffix: str, texts: Iterable[str]) -> Iterable[tuple[Snapshot, str, Text]]:
    project = Project([str(folder)])
    for _ in project.work():
        pass
    path = str(folder / f"x{suffix}")
    project.open(path, "", Text(""))
    for source in texts:
        text = Text(source)
        project.change(path, text)
        yield project.snapshot(), path, text


def cut(texts: Iterable[str]) -> list[str]:
    """Return the texts, each cut off somewhere and without a piece in the middle."""
    chance = random.Random(3)
    found = []
    for text in texts:
        places = sorted(chance.randrange(len(text) + 1) for _ in range(3))
        found += [text, text[: places[2]], text[: places[0]] + text[places[1] :]]
    return found


def check_outline(text: Text, items: Iterable[OutlineItem], within: Span) -> None:
    end = within.start
    for item in items:
        assert item.name
        assert within.holds(item.whole)
        assert item.whole.holds(item.named)
        assert item.named.start < item.named.end
        assert end <= item.whole.start
        end = item.whole.end
        check_outline(text, item.items, item.whole)


@pytest.mark.parametrize(("suffix", "texts"), [(".gin", GIN), (".hyp", GIN), (".hyp", HYPERION)])
def test_any_text(tmp_path: Path, suffix: str, texts: list[str]) -> None:
    for view, path, text in opened(tmp_path, suffix, cut(texts)):
        everything = Span(0, len(text))
        check_outline(text, outline(view, path), everything)
        folded = folding(view, path)
        assert len({one.first for one in folded}) == len(folded)
        assert all(one.first < one.last < len(text.line_starts) for one in folded)
        assert all(everything.holds(one.span) for one in links(view, path))
        assert all(one.problems for one in quick_fixes(view, path, everything))
        apply_edits(text.source, all_safe_fixes(view, path))  # raises where two overlap
        assert all(everything.holds(one.span) for one in lenses(view, path))
        assert all(one.offset <= len(text) for one in inlay_hints(view, path, everything))


def test_the_lens_counts_what_upstream_generates(tmp_path: Path) -> None:
    counted = 0
    known = [json.loads(line) for line in (CASES / "hyperion.jsonl").read_text(encoding="utf-8").splitlines()]
    texts = opened(tmp_path, ".hyp", (one["hyp"] for one in known))
    for one, (view, path, _) in zip(known, texts, strict=True):
        found = lenses(view, path)
        if one.get("n") and found:
            assert found[0].title.split()[0] == shown_number(one["n"])
            counted += 1
    assert counted > 100


def test_factors_multiply_to_the_count(tmp_path: Path) -> None:
    """The axes of a plain grid, wherever they stand, come to the number above the file."""
    chance = random.Random(5)
    sizes = [[chance.randrange(1, 6) for _ in range(chance.randrange(1, 6))] for _ in range(30)]
    sources = ["".join(f"a{n}: {list(range(size))}\n" for n, size in enumerate(one)) for one in sizes]
    for one, (view, path, text) in zip(sizes, opened(tmp_path, ".hyp", sources), strict=True):
        shown = partial(counts, view, path)
        assert [int(hint.label.split()[0]) for hint in shown(Span(0, len(text)))] == one
        assert lenses(view, path)[0].title.split()[0] == str(prod(one))
