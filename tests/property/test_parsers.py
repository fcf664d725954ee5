"""What holds of the parsers for thousands of texts from a seed: random edits, cut files, files without a piece."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, pairwise
from pathlib import Path
from random import Random
from types import ModuleType

import pytest

from counts import times
from gin_texts import texts
from gin_trees import check_tree
from hp_lsp.dialects.gin import syntax as gin
from hp_lsp.dialects.gin.syntax.parser import LineParser
from hp_lsp.dialects.hpman.config.nodes import nodes_in
from hp_lsp.dialects.hpman.config.reading import read
from hp_lsp.dialects.hyperion import syntax as hyperion
from real.packages import CACHE

EXAMPLES = Path(__file__).parents[2] / "examples"
LANGUAGES = [pytest.param(gin, id="gin"), pytest.param(hyperion, id="hyperion")]
PIECES = (*"@%/.([])='\\:#\n\r\f\0 ", "  ", '"""', "\n  ", "import ", "é😀", "table a, b:", "1", "x", "\\\n")


def files(suffix: str) -> list[Path]:
    """Return the real files of a language: the bundled examples, and published packages where they were fetched."""
    fetched = sorted(CACHE.rglob(f"*{suffix}")) if suffix == ".gin" else []
    return [*sorted(EXAMPLES.rglob(f"*{suffix}")), *fetched]


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def parts(text: str, size: int = 4) -> Iterator[str]:
    """Yield a text in parts of so many lines, so that a cut of one need not parse all the others again."""
    all_lines = text.splitlines(keepends=True)
    for start in range(0, len(all_lines), size):
        yield "".join(all_lines[start : start + size])


def edits(seed: int, text: str) -> Iterator[str]:
    """Yield a text after one small edit after the other, most of which are undone."""
    random = Random(seed)
    while True:
        at = random.randrange(len(text) + 1)
        gone = random.choice((0, 0, 1, 3, 8))
        changed = text[:at] + random.choice(("", *PIECES)) + text[at + gone :]
        yield changed
        if random.random() < 0.2 and len(changed) < 800:
            text = changed


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_changed_text_has_the_tree_that_a_new_parser_gives(
    language: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lines that were parsed before are remembered; that must not show."""
    old = language._PARSER
    new = LineParser(old._grammar, old._starts, type(old._builder)())
    new.parse = new._parse
    corpus = [part for suffix in (".gin", ".hyp") for path in files(suffix) for part in parts(text_of(path))]
    sessions, each = times(200), 50
    for seed in range(sessions):
        for text in islice(edits(seed, corpus[seed % len(corpus)]), each):
            remembered = language.parse(text)
            check_tree(text, remembered)
            with monkeypatch.context() as patch:
                patch.setattr(language, "_PARSER", new)
                fresh = language.parse(text)
            assert repr(remembered) == repr(fresh), (seed, text)


def test_nothing_of_a_text_is_lost() -> None:
    """Texts of Gin are checked for it where they are compared with the real parser."""
    for text in texts(seed=2, count=times(5000)):
        check_tree(text, hyperion.parse(text))


@pytest.mark.parametrize("suffix", [".gin", ".hyp"])
def test_real_files_cut_off_anywhere_and_without_any_piece(suffix: str) -> None:
    parse = gin.parse if suffix == ".gin" else hyperion.parse
    tried = 0
    for part in {part for path in files(suffix) for part in parts(text_of(path))}:
        ends = [match.start() for match in re.finditer(r"\w+|\s+|.", part)]
        cut = [part[:end] for end in range(len(part))]
        shorter = [part[:start] + part[end:] for start, end in pairwise((*ends, len(part)))]
        for text in (*cut, *shorter):
            check_tree(text, parse(text))
            tried += 1
    assert tried > 2000


def test_real_yaml_cut_off_anywhere_and_without_any_piece() -> None:
    for path in files(".yaml"):
        source = text_of(path)
        ends = [match.start() for match in re.finditer(r"\w+|\s+|.", source)]
        cut = [source[:end] for end in range(len(source))]
        for text in (*cut, *(source[:start] + source[end:] for start, end in pairwise((*ends, len(source))))):
            tree = read(text)
            places = [*(node.span for node in nodes_in(tree.root)), *(one.span for one in tree.mistakes)]
            assert all(0 <= start <= end <= len(text) for start, end in places), text
