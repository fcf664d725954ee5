"""What every tree of Gin or Hyperion must be, whatever its text: all of the text, in order, in its place."""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.gin.tree import (
    Axis,
    Binding,
    Header,
    Import,
    MacroUse,
    Reference,
    Row,
    Selector,
    Statement,
    TableHeader,
    Tree,
    Value,
    values_within,
)
from hp_lsp.text.span import Span

_BETWEEN = " \t\f\r\n\\\ufeff"
"""What stands between statements and comments; the backslashes are those before a line end."""


def check_tree(text: str, tree: Tree) -> None:
    """Assert that nothing of a text is lost in its tree, and that nothing in it reaches out of its place."""
    whole = Span(0, len(text))
    assert all(whole.holds(error.span) for error in (*tree.errors, *tree.remarks)), text
    statements = [statement for statement, _ in tree.walk()]
    end = 0
    for statement in statements:
        assert end <= statement.span.start < statement.span.end <= len(text), text
        end = statement.span.end
        for name in (name for one in selectors_of(statement) for name in (*one.scope, *one.path)):
            assert text[slice(*statement.at(name.span))] == name.text, text
        for value in (inner for outer in values_of(statement) for inner in values_within(outer)):
            assert statement.span.holds(statement.at(value.span)), text
    if any(error.code == "GIN007" for error in tree.errors):
        return  # a sweep in a config: one error stands for all that it says
    end = 0
    for span in (*sorted((*(one.span for one in statements), *tree.comments)), Span(len(text), len(text))):
        assert not text[end : max(end, span.start)].strip(_BETWEEN), (text, text[end : span.start])
        end = max(end, span.end)


def values_of(statement: Statement) -> tuple[Value, ...]:
    """Return the outermost values of a statement."""
    match statement.node:
        case Binding(_, value):
            return (value,)
        case Axis(_, values):
            return values
        case Row(cells):
            return cells
        case _:
            return ()


def selectors_of(statement: Statement) -> Iterator[Selector]:
    """Yield the selectors on both sides of a statement."""
    match statement.node:
        case Binding(target) | Axis(target):
            yield target
        case Header(_, Selector() as selector):
            yield selector
        case TableHeader(columns):
            yield from columns
        case Import(names):
            yield Selector((), names, Span(names[0].span.start, names[-1].span.end))
    for outer in values_of(statement):
        for value in values_within(outer):
            if isinstance(value, (Reference, MacroUse)):
                yield value.selector
