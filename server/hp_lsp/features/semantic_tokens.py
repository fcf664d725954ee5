"""Semantic tokens: what each part of a config is, so that it can be coloured by what it means. Knows no syntax.

Of Python only the names in strings: what stands outside of them, a server for Python tells.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from typing import Literal, NamedTuple, TypeAlias

from hp_lsp.dialects.base import Document, Occurrence, Symbol, SymbolKind
from hp_lsp.dialects.coloring import MarkKind
from hp_lsp.features.occurrences import dialect_of
from hp_lsp.project.snapshot import Snapshot
from hp_lsp.python.strings import string_spans
from hp_lsp.text.span import Span

TokenKind = Literal[SymbolKind, MarkKind]
KindOf: TypeAlias = Callable[[Symbol], SymbolKind | None]

_OF_FILES = frozenset(("file", "module"))
_DOTTED = frozenset(("class", "function", "constant"))
"""The kinds whose names may be paths: all but the last part name a module."""


class Token(NamedTuple):
    """A range and what it is; "unknown" is a name that nothing declares. `declares`: it is declared there."""

    span: Span
    kind: TokenKind
    declares: bool = False


def semantic_tokens(view: Snapshot, path: str, within: Span | None = None) -> tuple[Token, ...]:
    """Return the tokens of a document that touch `within`, in order of the text; they do not overlap."""
    tokens = view.once(("features.semantic_tokens", path), lambda: tuple(_tokens(view, path)))
    if within is None:
        return tokens
    first = bisect_right(tokens, within.start, key=lambda token: token.span.end)
    last = bisect_right(tokens, within.end, key=lambda token: token.span.start)
    return tokens[first:last]


def _tokens(view: Snapshot, path: str) -> Iterator[Token]:
    document = view.document(path)
    if document is None:
        return
    known, unknown = _names(view, document)
    if document.dialect is None:
        yield from known
        return
    marks = document.dialect.marks(view, document)
    ranked = [(token.span, 0, token) for token in known]
    ranked += ((mark.span, 1, Token(*mark)) for mark in marks)
    ranked += ((token.span, 2, token) for token in unknown)
    end = 0
    for span, _, token in sorted(ranked):
        if span.start >= end:
            end = span.end
            yield token


def _names(view: Snapshot, document: Document) -> tuple[list[Token], list[Token]]:
    """Return the tokens of the names that are declared somewhere, and those of the others."""
    kinds: dict[Symbol, SymbolKind | None] = {}

    def kind_of(symbol: Symbol) -> SymbolKind | None:
        if symbol not in kinds:
            kinds[symbol] = dialect_of(symbol).kind_of(view, symbol)
        return kinds[symbol]

    known: list[Token] = []
    unknown: list[Token] = []
    for occurrence in _wanted(view, document):
        found = [kind for symbol in occurrence.symbols if (kind := kind_of(symbol))]
        if found:
            known.extend(_named(document, occurrence, found[0]))
        else:
            unknown.append(Token(occurrence.span, "unknown"))
    return known, unknown


def _wanted(view: Snapshot, document: Document) -> Iterator[Occurrence]:
    """Yield the names that stand for no file or module; the words of those have their own places."""
    found: Iterable[Occurrence] = view.occurrences(document.path)
    if document.dialect is None:
        found = _inside(found, string_spans(document.text.source) if found else ())
    return (one for one in found if not any(symbol.kind in _OF_FILES for symbol in one.symbols))


def _inside(occurrences: Iterable[Occurrence], strings: tuple[Span, ...]) -> Iterator[Occurrence]:
    for occurrence in occurrences:
        place = bisect_right(strings, occurrence.span.start, key=lambda span: span.start)
        if place and strings[place - 1].holds(occurrence.span):
            yield occurrence


def _named(document: Document, occurrence: Occurrence, kind: SymbolKind) -> Iterator[Token]:
    """Yield the token of a name, and before it that of the module, or class, that its path begins with."""
    start, end = occurrence.span
    name = document.text.source.rfind(".", start, end) + 1 if kind in _DOTTED else 0
    if name:
        yield Token(Span(start, name - 1), "module")
    yield Token(Span(name or start, end), kind, occurrence.role == "declaration")
