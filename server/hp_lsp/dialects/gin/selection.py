"""What holds a place of a Gin or Hyperion file: its value, the brackets around that, the line, the blocks."""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document
from hp_lsp.dialects.gin.outline import end_of
from hp_lsp.dialects.gin.tree import (
    Axis,
    Binding,
    Header,
    Import,
    Include,
    Mapping,
    Reference,
    Selector,
    Statement,
    TableHeader,
    values_of,
    values_within,
)
from hp_lsp.text.span import Span


def around(document: Document, offset: int) -> Iterator[Span]:
    """Yield the ranges that touch `offset` and mean something together, in no order; some more than once."""
    statements = document.tree.statements
    while statements:
        held = next((one for one in reversed(statements) if one.span.start <= offset), None)
        if held is None or end_of(held) < offset:
            return
        yield Span(held.span.start, end_of(held))
        if held.body and offset > held.span.end:
            yield Span(held.body[0].span.start, end_of(held))
        yield from (span for one in (held.span, *_inside(held)) if (span := one).touches(offset))
        statements = held.body


def _inside(statement: Statement) -> Iterator[Span]:
    """Yield the ranges of all parts of a line."""
    node = statement.node
    for selector in _selectors(statement):
        yield from (statement.at(span) for span in _parts(selector))
    for outer in values_of(node):
        for value in values_within(outer):
            yield statement.at(value.span)
            match value:
                case Mapping(items=items):
                    yield from (statement.at(Span(key.span.start, one.span.end)) for key, one in items)
                case Reference(selector=selector, arguments=arguments):
                    yield from (statement.at(span) for span in _parts(selector))
                    yield from (statement.at(argument.span) for argument in arguments)
    match node:
        case Axis(values_span=span) | Include(span=span) | Import(span=span):
            yield statement.at(span)


def _selectors(statement: Statement) -> tuple[Selector, ...]:
    match statement.node:
        case Binding(target=target) | Axis(target=target):
            return (target,)
        case Header(selector=Selector() as selector):
            return (selector,)
        case TableHeader(columns=columns):
            return columns
        case _:
            return ()


def _parts(selector: Selector) -> Iterator[Span]:
    """Yield a selector, its path, the configurable in it, and each of its names."""
    yield selector.span
    if selector.path:
        yield selector.path_span
        yield Span(selector.path[0].span.start, selector.path[-2 if len(selector.path) > 1 else -1].span.end)
    yield from (name.span for name in (*selector.scope, *selector.path))
