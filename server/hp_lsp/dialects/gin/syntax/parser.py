"""One logical line to its node: Lark, and a memory of the lines that stand somewhere.

Knows grammars; what a line stands in is the caller's to say, by the start rule.
"""

from __future__ import annotations

import re
from functools import cached_property
from threading import Lock
from typing import Any
from weakref import WeakValueDictionary

from lark import Lark, UnexpectedInput

from hp_lsp.dialects.gin.syntax import plain
from hp_lsp.dialects.gin.syntax.grammar import load
from hp_lsp.dialects.gin.syntax.lines import CLOSING, OPENING, PATH, logical_lines, pieces
from hp_lsp.dialects.gin.syntax.nodes import Builder
from hp_lsp.dialects.gin.syntax.repair import Repair
from hp_lsp.dialects.gin.syntax.values import selector_of
from hp_lsp.dialects.gin.tree import (
    Axis,
    BadValue,
    Binding,
    Broken,
    Error,
    Header,
    Import,
    Include,
    Node,
    Parsed,
    Row,
    TableHeader,
    Value,
    children,
)
from hp_lsp.text.edits import apply_edits
from hp_lsp.text.span import Span

MOST_DEPTH = 200
"""How deep values may nest: Python refuses more brackets inside each other since 3.12."""
MOST_DEPTH_EVER = 494
"""How deep Gin reads lists on Python 3.10 and 3.11, where nothing else is on the stack."""
_TOO_DEEP_SOMEWHERE = (
    f"Brackets are nested more than {MOST_DEPTH} deep: Python 3.12 and newer refuse the file."
)
_TOO_DEEP = f"Values nested more than {MOST_DEPTH} deep cannot be read."
_MOST_MENDED = 4
"""Errors of one line; in a line with more of them no change alone makes sense."""
_LONG = 2000
_ASSIGNMENT = re.compile(rf"({PATH})[ \t\f]*=(?!=)[ \t\f]*")


class LineParser:
    """Parses the logical lines of one language; `starts` are the start rules of its grammar."""

    def __init__(self, grammar: str, starts: tuple[str, ...], builder: Builder) -> None:
        self._grammar = grammar
        self._starts = starts
        self._builder = builder
        self._lock = Lock()
        self._remembered: WeakValueDictionary[tuple[str, str], Parsed] = WeakValueDictionary()

    def parse(self, start: str, text: str) -> Parsed:
        """Return what `text` is by the rule `start`; where it cannot be read, as much of it as can.

        It is the same object for as long as anything holds it, such as the tree of a file in which the line stands.
        """
        parsed = self._remembered.get((start, text))
        if parsed is None:
            parsed = self._remembered[start, text] = self._parse(start, text)
        return parsed

    @cached_property
    def _lark(self) -> Lark:
        return load(self._grammar, self._starts, self._builder)

    def _parse(self, start: str, text: str) -> Parsed:
        parsed = self._read(start, text)
        if not parsed.errors:
            return parsed
        count = len(parsed.errors)
        is_mended = count <= _MOST_MENDED and len(text) < _LONG
        errors = (
            self._with_what_helps(start, text, error, count if is_mended else 0) for error in parsed.errors
        )
        return Parsed(parsed.node, tuple(errors))

    def _with_what_helps(self, start: str, text: str, error: Error, count: int) -> Error:
        """Return the error of a text with those of its suggestions that leave fewer than `count` errors."""
        if not error.suggestions:
            return error
        helpful = (
            one
            for one in error.suggestions
            if self._count_errors(start, apply_edits(text, one.edits), count) < count
        )
        return error._replace(suggestions=tuple(helpful))

    def _count_errors(self, start: str, text: str, enough: int) -> int:
        """Return the number of errors of a changed text, `enough` for one that cannot stand there."""
        lines = logical_lines(text) if enough else []
        if not enough or (len(lines) > 1 and start != "statement"):
            return enough
        return sum(len(self._read(start, text[slice(*line.span)]).errors) for line in lines)

    def _read(self, start: str, text: str) -> Parsed:
        """Return what `text` is, with all that is suggested for its errors."""
        if len(text) > MOST_DEPTH and (error := _too_many_brackets(text)):
            return Parsed(_salvaged(start, text), (error,))
        with self._lock:
            plain_node = plain.read(start, text, self._builder)
            if plain_node is not None:
                return Parsed(plain_node, ())
            lark = self._lark
            self._builder.begin(text)
            repair = Repair(text, start, self._builder, suggests=len(text) < _LONG).repair
            node: Any
            try:
                node = lark.parse(text, start, on_error=repair)
            except UnexpectedInput:
                node = _salvaged(start, text)
            errors, remarks = tuple(self._builder.errors), tuple(self._builder.remarks)
        if len(text) > MOST_DEPTH and (error := _too_deep(node)):
            return Parsed(_salvaged(start, text), (error,))
        return Parsed(node, errors, remarks)


def _too_many_brackets(text: str) -> Error | None:
    """Return the error of a bracket inside too many others; told before parsing, which would take long."""
    if sum(map(text.count, "([{")) <= MOST_DEPTH:
        return None
    depth = deepest = 0
    first: Span | None = None
    for kind, start, end in pieces(text, 0):
        depth += (kind == OPENING) - (kind == CLOSING)
        deepest = max(depth, deepest)
        if depth > MOST_DEPTH and first is None:
            first = Span(start, end)
    if first is None:
        return None
    is_read_somewhere = deepest <= MOST_DEPTH_EVER and depth == 0
    return (
        Error("GIN402", first, _TOO_DEEP_SOMEWHERE)
        if is_read_somewhere
        else Error("GIN001", first, _TOO_DEEP)
    )


def _too_deep(node: Any) -> Error | None:
    """Return the error of a value inside too many others."""
    pending = [(value, 1) for value in _values_of(node)]
    while pending:
        value, depth = pending.pop()
        if depth > MOST_DEPTH:
            return Error("GIN001", value.span, _TOO_DEEP)
        pending.extend((inner, depth + 1) for inner in children(value))
    return None


def _values_of(node: Any) -> tuple[Value, ...]:
    match node:
        case Binding():
            return (node.value,)
        case Axis():
            return node.values
        case Row():
            return node.cells
        case Header() | TableHeader() | Import() | Include() | Broken():
            return ()
        case _:
            return (node,)


def _salvaged(start: str, text: str) -> Node | Value:
    """Return what is left of a line that cannot be read: its left side, if that can be."""
    if start not in ("statement", "member", "parameter"):
        return Row((BadValue(Span(0, len(text))),)) if start == "row" else BadValue(Span(0, len(text)))
    assignment = _ASSIGNMENT.match(text)
    if assignment is None:
        return Broken()
    return Binding(selector_of(assignment[1], 0), BadValue(Span(assignment.end(), len(text))))
