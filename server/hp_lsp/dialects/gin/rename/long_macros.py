"""Macros in their long forms: in `m/macro.value = 1` and `@m/macro()` the scope is the macro's name."""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, View
from hp_lsp.dialects.gin.configs import is_gin
from hp_lsp.dialects.gin.embedded.configs import embedded
from hp_lsp.dialects.gin.names.targets import MACRO_SELECTORS, targets_of
from hp_lsp.dialects.gin.rename.places import location
from hp_lsp.dialects.gin.tree import (
    Header,
    Name,
    Node,
    Reference,
    Statement,
    values_of,
    values_within,
)
from hp_lsp.dialects.mentions import documents_with
from hp_lsp.text.span import Location, Span

_SELECTOR = "macro"
"""What stands in every one of `MACRO_SELECTORS`."""


def long_macros(view: View, word: str) -> Iterator[tuple[str, Location]]:
    """Yield the macros that are written in a long form, in files with a word.

    Each is its key, and the place of the last name of the scope.
    """
    for document in documents_with(view, [(word, _SELECTOR)]):
        for key, span in long_macros_in(view, document):
            yield key, location(document, span)


def long_macros_in(view: View, document: Document) -> Iterator[tuple[str, Span]]:
    """Yield the macros of one file, a config or the strings of a Python file, with their ranges in it."""
    if document.dialect is not None:
        if is_gin(document):
            yield from _written(document)
        return
    for one in embedded(view, document):
        for key, span in _written(one.document):
            outer = one.mapping.exactly(span)
            if outer is not None:
                yield key, outer


def _written(document: Document) -> Iterator[tuple[str, Span]]:
    for statement, parents in document.tree.walk():
        for scope in (*_bound(statement, parents), *_used(statement.node)):
            if scope:
                yield "/".join(name.text for name in scope), statement.at(scope[-1].span)


def _bound(statement: Statement, parents: tuple[Statement, ...]) -> Iterator[tuple[Name, ...]]:
    """Yield the scopes of left sides such as `m/macro.value`, and of headers such as `m/macro:`."""
    node = statement.node
    if isinstance(node, Header) and node.selector and node.selector.text in MACRO_SELECTORS:
        yield node.selector.scope
    for target in targets_of(statement, parents):
        if target.block is None and target.macro_key and not target.is_macro:
            yield target.scope


def _used(node: Node) -> Iterator[tuple[Name, ...]]:
    for value in values_of(node):
        for one in values_within(value):
            if isinstance(one, Reference) and one.selector.text in MACRO_SELECTORS:
                yield one.selector.scope
