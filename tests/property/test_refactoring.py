"""Lines as a block and a block as lines: real Gin reads the same bindings of both."""

from __future__ import annotations

from counts import times
from gin_texts import texts
from hp_lsp.dialects.base import Document
from hp_lsp.dialects.gin.dialect import GIN
from hp_lsp.dialects.gin.refactoring.blocks import gathered, spread
from hp_lsp.text.edits import apply_edits
from hp_lsp.text.lines import Text
from hp_lsp.text.span import Span
from upstream_gin import statements_of_gin


def bindings(source: str) -> list[object]:
    found = statements_of_gin(source)
    assert found is not None, source
    return [one for one in found if one[0] != "block"]


def lines_of_one(seed: int) -> str:
    """Return a text with several lines about one configurable somewhere in it."""
    before, after = texts(seed, 2)
    value = ("1", "[\n 2,\n ]", "'a' # c", '"""t\n u"""', "%m")[seed % 5]
    gap = ("", "\n", "# between\n", "  # inside\n")[seed % 4]
    return f"{before}\ns/a.f.x = {value}\n{gap}s/a.f.y={value}\n{after}"


def test_real_gin_reads_the_same() -> None:
    blocks = lines = 0
    for seed in range(times(1000)):
        text = lines_of_one(seed)
        document = Document("/x", Text(text), GIN)
        if document.tree.errors:
            continue
        for statement, _ in document.tree.walk():
            here = Span(statement.span.start, statement.span.start)
            for found in gathered(document, here, has_with=False):
                made = apply_edits(text, found.edits)
                assert bindings(made) == bindings(text)
                blocks += 1
                again = Document("/x", Text(made), GIN)
                for back in spread(again, here):
                    assert bindings(apply_edits(made, back.edits)) == bindings(text)
            for found in spread(document, here):
                assert bindings(apply_edits(text, found.edits)) == bindings(text)
                lines += 1
    assert blocks > 50
    assert lines > 50
