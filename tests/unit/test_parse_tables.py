"""Parsers read from tables are the parsers that the grammars make."""

from __future__ import annotations

from pathlib import Path

import pytest
from lark import Lark

from hp_lsp.dialects.gin import syntax as gin
from hp_lsp.dialects.gin.syntax.grammar import load, tables
from hp_lsp.dialects.gin.syntax.nodes import Builder
from hp_lsp.dialects.gin.syntax.parse_tables import restore
from hp_lsp.dialects.hyperion import syntax as hyperion
from hp_lsp.dialects.hyperion.nodes import HyperionBuilder

EXAMPLES = Path(__file__).parents[2] / "examples"
CASES = {
    "gin": (gin.STARTS, Builder, sorted(EXAMPLES.rglob("*.gin"))),
    "hyp": (hyperion.STARTS, HyperionBuilder, sorted(EXAMPLES.rglob("*.hyp"))),
}


class _Callbacks:
    def __init__(self, builder: object) -> None:
        self.builder = builder

    def __getattr__(self, rule: str) -> object:
        return getattr(self.builder, rule.removeprefix("gin__"))


def _parsed(parser: Lark, line: str) -> object:
    try:
        return parser.parse(line, "statement")
    except Exception as problem:
        return type(problem)


@pytest.mark.parametrize("name", CASES)
def test_tables_give_the_same_parser(name: str) -> None:
    starts, builder, files = CASES[name]
    built = load(name, starts, builder())
    text = tables(name, starts)
    restored = restore(text, _mark(text), _Callbacks(builder()))
    assert restored is not None
    lines = [
        line.strip()
        for path in files
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]
    assert len(lines) >= 20
    assert [_parsed(restored, line) for line in lines] == [_parsed(built, line) for line in lines]


def test_tables_of_another_grammar_are_not_used() -> None:
    assert restore(tables("gin", gin.STARTS), "another grammar", None) is None


def test_tables_name_no_folder_of_the_machine_they_were_made_on() -> None:
    assert str(Path(__file__).parents[2]) not in tables("gin", gin.STARTS)


def _mark(text: str) -> str:
    import json

    mark: str = json.loads(text)["mark"]
    return mark
