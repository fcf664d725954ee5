"""Lines that bind one name to one literal, reference or macro, read without the grammar: most lines are.

Knows no more than the grammar says, and the builder makes the same of such a line in a third of the time
(`tests/property/test_syntax.py` compares the two).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lark import Token

if TYPE_CHECKING:
    from hp_lsp.dialects.gin.syntax.nodes import Builder
    from hp_lsp.dialects.gin.tree import Node

_DOTTED = r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*"
_NAME = rf"(?:[A-Za-z_]\w*/)*{_DOTTED}"
_LINE = re.compile(
    rf"""(?!(?:import|from|include|with|table|product|union)\b)(?P<target>{_NAME})[ ]*(?P<equal>=)[ ]*
    (?: (?P<number>(?:0|[1-9][0-9]{{0,17}})(?:\.[0-9]{{0,18}})?(?:[eE][-+]?[0-9]{{1,3}})?)
      | (?P<string>'[^'\\\r\n]+'|"[^"\\\r\n]+")
      | (?P<word>True|False|None)
      | (?P<evaluated>@{_NAME})\(\)
      | (?P<reference>@{_NAME})
      | (?P<macro>%{_NAME})
    )""",
    re.VERBOSE,
)
_BINDING_RULES = {"statement": "binding", "member": "binding", "parameter": "parameter"}
"""The builder's method for a line of this kind, by the rule that the line is read by."""


def read(start: str, text: str, builder: Builder) -> Node | None:
    """Return the node of a line that is so plain; None for any other, and where the builder remarks on it."""
    rule = _BINDING_RULES.get(start)
    line = _LINE.fullmatch(text) if rule else None
    if rule is None or line is None or line.lastgroup is None:
        return None
    kind = line.lastgroup
    builder.begin(text)
    parts = [_token(line, kind)]
    if kind == "evaluated":
        parts += (_parenthesis(text, len(text) - 2), _parenthesis(text, len(text) - 1))
    value = getattr(builder, kind)(parts)
    target = builder.target([_token(line, "target")])
    node: Node = getattr(builder, rule)([target, _token(line, "equal"), value])
    return None if builder.errors or builder.remarks else node


def _token(line: re.Match[str], group: str) -> Token:
    start, end = line.span(group)
    return Token(group.upper(), line[group], start_pos=start, end_pos=end)


def _parenthesis(text: str, at: int) -> Token:
    return Token("LPAR", text[at], start_pos=at, end_pos=at + 1)
