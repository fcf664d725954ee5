"""What of a Gin or Hyperion file belongs together: blocks, values in brackets, comments, imports. Counts no lines."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from hp_lsp.dialects.base import Document
from hp_lsp.dialects.gin.tree import (
    Axis,
    Import,
    Include,
    Mapping,
    Sequence,
    Statement,
    Tree,
    values_of,
    values_within,
)
from hp_lsp.dialects.outlines import Fold
from hp_lsp.text.lines import Text
from hp_lsp.text.span import Span


def folds(document: Document) -> tuple[Fold, ...]:
    """Return the ranges that may be folded, those on one line included, in no order."""
    tree: Tree = document.tree
    statements = tuple(statement for statement, _ in tree.walk())
    return (
        *_blocks(statements),
        *(fold for one in statements if _has_lines(document.text, one.span) for fold in _brackets(one)),
        *_comments(document, tree),
        *_imports(tree),
    )


def _blocks(statements: tuple[Statement, ...]) -> Iterator[Fold]:
    """Yield each statement with the block that it heads; a block follows its head in `statements`."""
    ends: dict[int, int] = {}
    for statement in reversed(statements):
        end = ends[id(statement.body[-1])] if statement.body else statement.span.end
        ends[id(statement)] = end
        if statement.body:
            yield Fold(Span(statement.span.start, end), "block")


def _has_lines(text: Text, span: Span) -> bool:
    return any(text.source.find(end, *span) >= 0 for end in "\n\r")


def _brackets(statement: Statement) -> Iterator[Fold]:
    if isinstance(statement.node, Axis):
        yield Fold(statement.at(statement.node.values_span), "value")
    for outer in values_of(statement.node):
        for value in values_within(outer):
            if isinstance(value, Sequence | Mapping):
                yield Fold(statement.at(value.span), "value")


def _comments(document: Document, tree: Tree) -> Iterator[Fold]:
    """Yield the runs of lines that hold nothing but a comment."""
    text = document.text
    places = [(text.position(comment.start), comment) for comment in tree.comments]
    alone = [
        (place.line, comment)
        for place, comment in places
        if not text.line(place.line)[: place.column].strip()
    ]
    for _, run in groupby(enumerate(alone), lambda numbered: numbered[1][0] - numbered[0]):
        comments = [comment for _, (_, comment) in run]
        yield Fold(Span(comments[0].start, comments[-1].end), "comment")


def _imports(tree: Tree) -> Iterator[Fold]:
    """Yield the runs of imports and includes."""
    for is_import, run in groupby(tree.statements, lambda one: isinstance(one.node, Import | Include)):
        if is_import:
            statements = tuple(run)
            yield Fold(Span(statements[0].span.start, statements[-1].span.end), "imports")
