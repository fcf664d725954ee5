"""Whether two trees say the same, wherever their parts stand."""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.gin.tree import (
    Axis,
    Binary,
    Binding,
    Constant,
    Header,
    Import,
    Include,
    MacroUse,
    Mapping,
    Node,
    Reference,
    Selector,
    Sequence,
    TableHeader,
    Tree,
    Unary,
    Value,
    values_of,
    values_within,
)

Said = tuple[object, ...]


def is_same(before: Tree, after: Tree) -> bool:
    """Tell whether two trees without errors hold the same lines in the same blocks."""
    return not before.errors and not after.errors and list(_lines(before)) == list(_lines(after))


def _lines(tree: Tree) -> Iterator[Said]:
    for statement, parents in tree.walk():
        yield len(parents), _node(statement.node), said_by(statement.node)


def said_by(node: Node) -> Said:
    """Return what kind of line a node is and the values in it, whatever its left side."""
    values = values_of(node)
    said = tuple(_value(one) for value in values for one in values_within(value))
    return type(node).__name__, len(values), said


def _node(node: Node) -> Said:
    match node:
        case Binding(target=target) | Axis(target=target):
            return _selector(target)
        case Header(kind=kind, selector=selector):
            return kind, selector and _selector(selector)
        case TableHeader(columns=columns):
            return tuple(map(_selector, columns))
        case Import(alias=alias, is_from=is_from):
            return node.module, alias and alias.text, is_from
        case Include(path=path):
            return (path,)
        case _:
            return ()


def _value(value: Value) -> Said:
    """Return what a value says without what is in it, and how much that is: the values in it follow."""
    kind = type(value).__name__
    match value:
        case Constant(inner):
            return kind, type(inner), repr(inner)
        case Reference(selector, evaluated, arguments):
            return kind, _selector(selector), evaluated, tuple(one.name.text for one in arguments)
        case MacroUse(selector):
            return kind, _selector(selector)
        case Sequence(container, items):
            return kind, container, len(items)
        case Mapping(items):
            return kind, len(items)
        case Unary(operator) | Binary(operator=operator):
            return kind, operator
        case _:
            return (kind,)


def _selector(selector: Selector) -> Said:
    return selector.scope_text, selector.text
