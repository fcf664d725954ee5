"""What Gin reads, and so hp-lsp in a sweep, but Hyperion 0.1.0 refuses. Knows what is written, not what it means.

The facts are from upstream's grammar (commit c887f77): it has its own strings, numbers, names and comments.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final, Literal, NamedTuple, TypeAlias

from hp_lsp.dialects.gin.tree import (
    Axis,
    Binding,
    Header,
    Import,
    Include,
    MacroUse,
    Name,
    Node,
    Reference,
    Selector,
    Statement,
    TableHeader,
    Tree,
    values_of,
    values_within,
)
from hp_lsp.text.span import Span

Cause: TypeAlias = Literal[
    "comment", "string", "number", "name", "reserved", "macro", "reference", "import", "late-import", "block",
    "indentation", "continuation", "power",
]  # fmt: skip

CAUSES: Final[Mapping[Cause, str]] = {
    "comment": "a comment on a line of its own below the first line",
    "string": "a string with three quotes, a prefix or another string right behind it",
    "number": "a number that is hexadecimal, octal, binary or imaginary, or has an underscore",
    "name": "a name with other letters than those of ASCII",
    "reserved": "a word of the language as a name",
    "macro": "a macro with a scope or dots",
    "reference": "a reference with dots in its scope",
    "import": "`from` and `as`",
    "late-import": "an import or include below another statement",
    "block": "a block of Gin",
    "indentation": "an indented line outside of a block",
    "continuation": "a line that goes on after `\\`, or holds a form feed",
    "power": "a sign behind `**`",
}
"""What upstream refuses, as the object of a sentence."""

RESERVED: Final = frozenset(
    (
        "import",
        "include",
        "with",
        "product",
        "union",
        "table",
        "not",
        "and",
        "or",
        "in",
        "True",
        "False",
        "None",
    )
)
"""The words that upstream takes for names nowhere."""

_REMEMBERED = 8192
_TOKEN = re.compile(
    r"""(?P<blank>[ \t]+|\r?\n|\#[^\r\n]*)
      | (?P<string>[rRuUbBfFtT]{0,2}(?:'{3}(?:[^\\]|\\[\s\S])*?'{3}|"{3}(?:[^\\]|\\[\s\S])*?"{3}
          |'(?:[^'\\]|\\[\s\S])*'|"(?:[^"\\]|\\[\s\S])*"))
      | (?P<unclosed>["'][\s\S]*)
      | (?P<number>\.?[0-9](?:[eE][-+](?=[0-9])|[\w.])*)
      | (?P<word>\w+)
      | (?P<continuation>\\|\f)
      | (?P<power>\*\*(?=[ \t]*[-+~]))
      | (?P<other>[\s\S])""",
    re.VERBOSE,
)
_NUMBER = re.compile(r"(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
_STRING = re.compile(r"'(?!'')[^\n\r]*|\"(?!\"\")[^\n\r]*")


class Refusal(NamedTuple):
    """Something that upstream refuses, and its range."""

    cause: Cause
    span: Span


def upstream_rejects(source: str, tree: Tree) -> Iterator[Refusal]:
    """Yield what upstream refuses of `source`, whose tree is `tree`, beside its errors; in no order.

    Ranges are those in the file.
    """
    yield from _comments(source, tree)
    for statement, parents in tree.walk():
        for cause, span in _in_line(source[slice(*statement.span)], statement.node):
            yield Refusal(cause, statement.at(span))
        if not parents and _is_indented(source, statement):
            yield Refusal("indentation", statement.span)
    yield from _late_imports(tree)


def _comments(source: str, tree: Tree) -> Iterator[Refusal]:
    """Yield comments on lines of their own; one may stand on the first line, others inside of brackets."""
    statements = [statement.span for statement, _ in tree.walk()]
    starts = [span.start for span in statements]
    for comment in tree.comments:
        line = _line_start(source, comment.start)
        before = bisect_right(starts, comment.start) - 1
        is_inside = before >= 0 and statements[before].end > comment.start
        if line and not is_inside and not source[line : comment.start].strip():
            yield Refusal("comment", comment)


@lru_cache(_REMEMBERED)
def _in_line(text: str, node: Node) -> tuple[Refusal, ...]:
    """Return what is refused of a line; spans count from its start. Most lines stay the same between key presses."""
    return (*_in_text(text), *_in_node(text, node))


def _in_text(text: str) -> Iterator[Refusal]:
    follows_string = False
    for token in _TOKEN.finditer(text):
        kind, written, span = token.lastgroup, token[0], Span(*token.span())
        if kind == "string" and (follows_string or not _STRING.fullmatch(written)):
            yield Refusal("string", span)
        elif kind == "number" and not _NUMBER.fullmatch(written):
            yield Refusal("number", span)
        elif kind == "continuation":
            yield Refusal("continuation", span)
        elif kind == "power":
            yield Refusal("power", span)
        if kind != "blank":
            follows_string = kind == "string"


def _in_node(text: str, node: Node) -> Iterator[Refusal]:
    if isinstance(node, Header) and node.kind == "configurable" and node.selector:
        yield Refusal("block", node.selector.span)
    if isinstance(node, Import) and (node.is_from or node.alias):
        yield Refusal("import", Span(0, len(text)))
    for value in (inner for outer in values_of(node) for inner in values_within(outer)):
        if isinstance(value, MacroUse) and (value.selector.scope or len(value.selector.path) > 1):
            yield Refusal("macro", value.span)
        elif isinstance(value, Reference) and any("." in name.text for name in value.selector.scope):
            yield Refusal("reference", value.span)
    for name in _names(node):
        if name.text in RESERVED:
            yield Refusal("reserved", name.span)
        elif not name.text.isascii():
            yield Refusal("name", name.span)


def _names(node: Node) -> Iterator[Name]:
    match node:
        case Import(names, alias):
            yield from (*names, alias) if alias else names
        case Binding(target) | Axis(target):
            yield from _parts(target)
        case Header(_, selector) if selector:
            yield from _parts(selector)
        case TableHeader(columns):
            for column in columns:
                yield from _parts(column)
    for value in (inner for outer in values_of(node) for inner in values_within(outer)):
        if isinstance(value, MacroUse | Reference):
            yield from _parts(value.selector)
        if isinstance(value, Reference):
            yield from (argument.name for argument in value.arguments)


def _parts(selector: Selector) -> tuple[Name, ...]:
    return (*selector.scope, *selector.path)


def _is_indented(source: str, statement: Statement) -> bool:
    """Tell whether blanks stand before a line; those at the very start of the file do no harm."""
    line = _line_start(source, statement.span.start)
    return 0 < line < statement.span.start


def _line_start(source: str, offset: int) -> int:
    return max(source.rfind("\n", 0, offset), source.rfind("\r", 0, offset)) + 1


def _late_imports(tree: Tree) -> Iterator[Refusal]:
    is_late = False
    for statement in tree.statements:
        if not isinstance(statement.node, Import | Include):
            is_late = True
        elif is_late:
            yield Refusal("late-import", statement.span)
