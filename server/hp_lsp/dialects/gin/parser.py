"""One logical line to its node: Lark, a memory of lines seen before, and the repair of lines that are wrong.

Knows grammars and mistakes; what a line stands in is the caller's to say, by the start rule.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property, lru_cache
from threading import Lock
from typing import Any, NamedTuple

from lark import Lark, Token, UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from hp_lsp.dialects.gin import mistakes
from hp_lsp.dialects.gin.grammar import load
from hp_lsp.dialects.gin.nodes import Builder, selector_of
from hp_lsp.dialects.gin.tree import BadValue, Binding, Broken, Error, Node, Value, values_within
from hp_lsp.text.span import Span

MOST_DEPTH = 200
"""How deep values nest: Python 3.12 and later refuse more brackets inside each other."""
_MOST_REPAIRS = 20
_REMEMBERED = 8192
_ASSIGNMENT = re.compile(r"([A-Za-z_]\w*(?:[./][A-Za-z_]\w*)*)[ \t]*=(?!=)[ \t]*")
_CLOSERS = ("RPAR", "RSQB", "RBRACE")


class Parsed(NamedTuple):
    """The node or value of a text and its errors; spans count from the start of the text."""

    node: Any
    errors: tuple[Error, ...]


class LineParser:
    """Parses the logical lines of one language; `starts` are the start rules of its grammar."""

    def __init__(self, grammar: str, starts: tuple[str, ...], make_builder: Callable[[], Builder]) -> None:
        self._grammar = grammar
        self._starts = starts
        self._builder = make_builder()
        self._lock = Lock()
        self.parse = lru_cache(_REMEMBERED)(self._parse)

    @cached_property
    def _lark(self) -> Lark:
        return load(self._grammar, self._starts, self._builder)

    def _parse(self, start: str, text: str) -> Parsed:
        """Return what `text` is by the rule `start`; where it cannot be read, as much of it as can."""
        with self._lock:
            self._builder.errors = []
            try:
                node = self._lark.parse(text, start, on_error=_Repair(text, self._builder).repair)
            except UnexpectedInput:
                node = _salvaged(start, text)
            errors = self._builder.errors
        if len(text) > MOST_DEPTH and _depth(node) > MOST_DEPTH:
            errors = [Error("GIN001", Span(0, len(text)), f"Values nested more than {MOST_DEPTH} deep cannot be read.")]
            node = _salvaged(start, text)
        return Parsed(node, tuple(errors))
