"""One logical line to its node: Lark, and a memory of the lines seen before.

Knows grammars; what a line stands in is the caller's to say, by the start rule.
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from threading import Lock
from typing import Any, NamedTuple

from lark import Lark, UnexpectedInput

from hp_lsp.dialects.gin.grammar import load
from hp_lsp.dialects.gin.nodes import Builder, selector_of
from hp_lsp.dialects.gin.repair import Repair
from hp_lsp.dialects.gin.tree import BadValue, Binding, Broken, Error
from hp_lsp.text.span import Span

_REMEMBERED = 8192
_ASSIGNMENT = re.compile(r"([A-Za-z_]\w*(?:[./][A-Za-z_]\w*)*)[ \t\f]*=(?!=)[ \t\f]*")


class Parsed(NamedTuple):
    """The node of a line, or a value, and its errors; spans count from the start of the text."""

    node: Any
    errors: tuple[Error, ...]


class LineParser:
    """Parses the logical lines of one language; `starts` are the start rules of its grammar."""

    def __init__(self, grammar: str, starts: tuple[str, ...], builder: Builder) -> None:
        self._grammar = grammar
        self._starts = starts
        self._builder = builder
        self._lock = Lock()
        self.parse = lru_cache(_REMEMBERED)(self.parse_anew)

    @cached_property
    def _lark(self) -> Lark:
        return load(self._grammar, self._starts, self._builder)

    def parse_anew(self, start: str, text: str) -> Parsed:
        """Return what `text` is by the rule `start`; where it cannot be read, as much of it as can."""
        with self._lock:
            self._builder.errors = []
            try:
                node = self._lark.parse(text, start, on_error=Repair(text, start, self._builder).repair)
            except UnexpectedInput:
                node = _salvaged(start, text)
            return Parsed(node, tuple(self._builder.errors))


def _salvaged(start: str, text: str) -> Any:
    """Return what is left of a line that cannot be read: its left side, if that can be."""
    if start not in ("statement", "parameter"):
        return BadValue(Span(0, len(text)))
    assignment = _ASSIGNMENT.match(text)
    if assignment is None:
        return Broken()
    return Binding(selector_of(assignment[1], 0), BadValue(Span(assignment.end(), len(text))))
