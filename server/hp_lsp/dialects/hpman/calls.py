"""What one call of a manager says, by its syntax tree. Knows nothing of other calls, nor of who the manager is."""

from __future__ import annotations

import ast

from hp_lsp.dialects.hpman.facts import Call, Hint, Origin
from hp_lsp.dialects.hpman.literals import reading
from hp_lsp.dialects.hpman.shapes import content_of, fault_of, text_of
from hp_lsp.python.source import Source
from hp_lsp.text.span import Span


def call_of(source: Source, manager: str, origin: Origin, node: ast.Call) -> Call:
    """Return what a call says, as if hpman's parser did not see it."""
    name_node = node.args[0] if node.args else None
    name = text_of(name_node)
    literal = source.span(name_node) if name_node is not None else Span(0, 0)
    span, is_plain = content_of(source, literal, name)
    default = node.args[1] if len(node.args) > 1 else None
    fault, at = fault_of(node)
    return Call(
        manager,
        origin,
        source.slice(node.func),
        name,
        span,
        literal,
        is_plain,
        source.span(node),
        None if default is None else source.slice(default),
        None if default is None else source.span(default),
        default is not None and reading(default) == "literal",
        tuple(_hint(source, keyword) for keyword in node.keywords),
        len(node.args),
        fault,
        source.span(at),
        -1,
    )


def _hint(source: Source, keyword: ast.keyword) -> Hint:
    return Hint(keyword.arg or "**", source.slice(keyword.value), source.span(keyword))
