"""Lines that bind parameters of one configurable as a block, and a block as such lines. Knows what is written only.

What comes of it must bind the same, in the same order; else it is not offered.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from hp_lsp.dialects.base import Document
from hp_lsp.dialects.gin.formatting.lines import INDENT
from hp_lsp.dialects.gin.formatting.proof import said_by
from hp_lsp.dialects.gin.names.targets import targets_of
from hp_lsp.dialects.gin.outline import end_of
from hp_lsp.dialects.gin.tree import Axis, Binding, Header, Selector, Statement, Tree
from hp_lsp.dialects.refactorings import Refactoring
from hp_lsp.text.edits import Edit, apply_edits
from hp_lsp.text.lines import Text
from hp_lsp.text.span import Span

Owner = tuple[str, str]
"""The scope and the configurable that a line is about, as written."""


def gathered(document: Document, within: Span, *, has_with: bool) -> Iterator[Refactoring]:
    """Yield the block that the lines around a range make, which bind parameters of one configurable."""
    siblings = _siblings(document.tree.statements, within)
    for owner, group in groupby(siblings, _owner):
        lines = list(group)
        if owner is None or len(lines) < 2 or not _touches(lines, within):
            continue
        scope, name = owner
        is_plain = all(isinstance(one.node, Binding) for one in lines)
        if has_with and not scope:
            header = f"with {name}:"
        elif is_plain and siblings == document.tree.statements:
            header = f"{scope}/{name}:" if scope else f"{name}:"
        else:
            continue
        edits = tuple(_as_block(document.text, lines, header))
        if _binds_the_same(document, edits):
            yield Refactoring(f"Gather in a block `{header}`", edits)


def spread(document: Document, within: Span) -> Iterator[Refactoring]:
    """Yield the lines that the block in a range makes, if no other block stands in it."""
    for statement in _around(document.tree.statements, within):
        node = statement.node
        if not isinstance(node, Header) or node.selector is None or not statement.body:
            continue
        if all(isinstance(one.node, Binding | Axis) for one in statement.body):
            edits = tuple(_as_lines(document.text, statement, node.selector))
            if _binds_the_same(document, edits):
                yield Refactoring("Write the block as single lines", edits)


def _siblings(statements: Sequence[Statement], within: Span) -> Sequence[Statement]:
    """Return the statements of the innermost block around the start of a range."""
    for statement in _around(statements, within):
        if statement.body and within.start > statement.span.end:
            statements = statement.body
    return statements


def _around(statements: Sequence[Statement], within: Span) -> Iterator[Statement]:
    """Yield the statements that hold the start of a range, outermost first."""
    while statements:
        held = next((one for one in reversed(statements) if one.span.start <= within.start), None)
        if held is None or end_of(held) < within.start:
            return
        yield held
        statements = held.body


def _owner(statement: Statement) -> Owner | None:
    target = _target(statement)
    if target is None or len(target.path) < 2:
        return None
    return target.scope_text, ".".join(name.text for name in target.path[:-1])


def _target(statement: Statement) -> Selector | None:
    return statement.node.target if isinstance(statement.node, Binding | Axis) else None


def _touches(lines: Sequence[Statement], within: Span) -> bool:
    return lines[0].span.start <= within.end and within.start <= lines[-1].span.end


def _as_block(text: Text, lines: Sequence[Statement], header: str) -> Iterator[Edit]:
    """Yield the changes that put a header above lines, and leave of their left sides the parameter."""
    first = lines[0].span.start
    start = text.line_starts[text.position(first).line]
    indent = text.source[start:first]
    yield Edit(Span(start, start), f"{indent}{header}\n")
    for one in lines:
        target = _target(one)
        if target is not None:
            begin = one.at(target.span).start
            yield Edit(Span(begin, one.at(target.path[-1].span).start), INDENT)


def _as_lines(text: Text, block: Statement, selector: Selector) -> Iterator[Edit]:
    """Yield the changes that remove the header of a block, and put its name before each line."""
    number = text.position(block.span.start).line
    start = text.line_starts[number]
    indent = text.source[start : block.span.start]
    behind = text.slice(Span(block.span.end, text.line_span(number).end)).strip()
    end = text.line_starts[number + 1]
    yield Edit(Span(start, end), f"{indent}{behind}\n" if behind else "")
    before = f"{selector.scope_text}/{selector.text}." if selector.scope else f"{selector.text}."
    for one in block.body:
        target = _target(one)
        if target is not None:
            line = text.line_starts[text.position(one.span.start).line]
            yield Edit(Span(line, one.span.start), indent)
            path = one.at(target.path[0].span).start
            yield Edit(Span(path, path), before)


def _binds_the_same(document: Document, edits: Sequence[Edit]) -> bool:
    """Tell whether edits leave what the lines around them bind; other lines they do not touch."""
    if document.dialect is None:
        return False
    part = _whole_lines(document, edits)
    source = document.text.slice(part)
    changed = apply_edits(source, (Edit(edit.span.shifted(-part.start), edit.text) for edit in edits))
    before, after = document.dialect.parse(source), document.dialect.parse(changed)
    return _mistakes(before, source) == _mistakes(after, changed) and list(_bound(before)) == list(
        _bound(after)
    )


def _mistakes(tree: Tree, source: str) -> list[tuple[str, str]]:
    """Return the syntax errors, which may stand on the lines beside those that change."""
    return [(one.code, source[one.span.start : one.span.end]) for one in tree.errors]


def _whole_lines(document: Document, edits: Sequence[Edit]) -> Span:
    """Return the range of the outermost statements that edits touch, and of one more on each side.

    Those tell by their indentation where a block ends.
    """
    first, last = min(edit.span.start for edit in edits), max(edit.span.end for edit in edits)
    statements: Sequence[Statement] = document.tree.statements
    touched = [
        place for place, one in enumerate(statements) if one.span.start <= last and end_of(one) >= first
    ]
    before, behind = statements[max(0, touched[0] - 1)], statements[min(touched[-1] + 1, len(statements) - 1)]
    text = document.text
    start = text.line_starts[text.position(before.span.start).line]
    return Span(start, text.line_span(text.position(end_of(behind)).line).end)


def _bound(tree: Tree) -> Iterator[tuple[object, ...]]:
    """Yield what each line of a file binds to what, and what else its lines say, in order."""
    for statement, parents in tree.walk():
        targets = [
            (one.scope_text, one.selector_text, one.last.text, one.is_macro)
            for one in targets_of(statement, parents)
        ]
        if targets:
            yield targets, said_by(statement.node)
        elif not isinstance(statement.node, Header):
            yield "", said_by(statement.node)
