"""The outline of a Gin or Hyperion file: its lines and blocks as a tree. Knows only what is written, no meaning."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from hp_lsp.dialects.base import Document
from hp_lsp.dialects.gin.tree import (
    Axis,
    Binding,
    Header,
    Import,
    Include,
    Selector,
    Statement,
    TableHeader,
)
from hp_lsp.dialects.outlines import OutlineItem, OutlineKind
from hp_lsp.text.lines import Text
from hp_lsp.text.span import Span

DEEPEST = 40
"""Blocks further inside are left out: nobody looks for them there, and clients take trees apart by recursion."""
LONGEST_DETAIL = 60


def outline(document: Document) -> tuple[OutlineItem, ...]:
    """Return what a config says; bindings of one configurable that follow each other stand below its name."""
    return tuple(_grouped(document.text, document.tree.statements, DEEPEST))


def end_of(statement: Statement) -> int:
    """Return where a statement ends, with the block that it heads."""
    while statement.body:
        statement = statement.body[-1]
    return statement.span.end


def _grouped(text: Text, statements: Sequence[Statement], depth: int) -> Iterator[OutlineItem]:
    for owner, group in groupby(statements, _owner):
        members = tuple(group)
        if not owner or len(members) == 1:
            yield from (item for one in members for item in _item(text, one, depth))
            continue
        whole = Span(members[0].span.start, end_of(members[-1]))
        items = tuple(item for one in members for item in _item(text, one, depth, inside=True))
        yield OutlineItem(owner, "configurable", whole, _owner_span(members[0]), "", items)


def _target(statement: Statement) -> Selector | None:
    node = statement.node
    return node.target if isinstance(node, Binding | Axis) else None


def _owner(statement: Statement) -> str:
    """Return what a line binds a parameter of, as written with its scope; empty for other lines."""
    target = _target(statement)
    if target is None or len(target.path) < 2:
        return ""
    return _written(target.scope_text, ".".join(name.text for name in target.path[:-1]))


def _owner_span(statement: Statement) -> Span:
    target = _target(statement)
    assert target is not None  # noqa: S101 - only lines with an owner are grouped
    return statement.at(Span(target.span.start, target.path[-2].span.end))


def _item(text: Text, statement: Statement, depth: int, *, inside: bool = False) -> Iterator[OutlineItem]:
    """Yield the item of a statement; none for a row, or a line that cannot be read."""
    node = statement.node
    match node:
        case Import():
            yield _line(statement, node.module, "import", node.span)
        case Include():
            yield _line(statement, node.path or "include", "include", node.span)
        case Binding(target=target) | Axis(target=target) if target.path:
            yield _bound(text, statement, target, inside=inside)
        case Header(kind="configurable" | "with", selector=Selector() as selector) if selector.path:
            named = _written(selector.scope_text, selector.text)
            yield _block(text, statement, named, "configurable", selector.span, depth)
        case Header(kind="product" | "union" as kind):
            yield _block(text, statement, kind, "block", Span(0, len(kind)), depth)
        case TableHeader(columns=columns):
            detail = ", ".join(_written(one.scope_text, one.text) for one in columns)
            item = _block(text, statement, "table", "block", Span(0, len("table")), depth)
            yield item._replace(detail=_shortened(detail))


def _line(statement: Statement, name: str, kind: OutlineKind, named: Span) -> OutlineItem:
    return OutlineItem(name, kind, statement.span, statement.at(named))


def _bound(text: Text, statement: Statement, target: Selector, *, inside: bool) -> OutlineItem:
    is_macro = len(target.path) == 1 and isinstance(statement.node, Binding) and not inside
    kind: OutlineKind = "axis" if isinstance(statement.node, Axis) else "macro" if is_macro else "parameter"
    name = target.path[-1].text if inside else _written(target.scope_text, target.text)
    value = text.slice(Span(statement.at(target.span).end, statement.span.end)).lstrip(" \t=:")
    item = _line(statement, name, kind, target.path[-1].span if inside else target.span)
    return item._replace(detail=_shortened(value))


def _block(
    text: Text, statement: Statement, name: str, kind: OutlineKind, named: Span, depth: int
) -> OutlineItem:
    whole = Span(statement.span.start, end_of(statement))
    items: tuple[OutlineItem, ...] = ()
    if depth:
        items = tuple(_grouped(text, statement.body, depth - 1))
    if kind == "configurable":  # a name alone inside is a parameter, not a macro
        items = tuple(item._replace(kind="parameter") if item.kind == "macro" else item for item in items)
    return OutlineItem(name, kind, whole, statement.at(named), "", items)


def _written(scope: str, path: str) -> str:
    return f"{scope}/{path}" if scope else path


def _shortened(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST_DETAIL else f"{flat[: LONGEST_DETAIL - 1]}…"
