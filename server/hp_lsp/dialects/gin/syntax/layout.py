"""How well the brackets of a value go with its lines and their indentation.

Knows how people lay out lists: the items of one below each other, a closing bracket on a line of its own below the
line, or the column, of its opening one.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from hp_lsp.dialects.gin.syntax.shape import Token

_ASTRAY = 3
"""What a line counts that begins in another column than it should."""


@dataclass(slots=True)
class _Open:
    """An open bracket: its column, the indentation of its line, where its items begin, and what they are."""

    kind: str
    column: int
    indent: int
    line: int
    items_column: int | None = None
    items_line: int = -1
    items: list[str] = field(default_factory=list)

    @property
    def hangs(self) -> bool:
        """Whether the items begin on a line below."""
        return self.items_line != self.line


def oddness(text: str, tokens: list[Token], indent: int) -> int:
    """Return how odd the layout of a well-formed value is; 0 for one as most people write.

    `indent` is the width of the blanks before the text.
    """
    odd, line, line_start = 0, 0, -indent
    stack: list[_Open] = []
    before = Token("=", 0, 0)
    at = tokens[0].start if tokens else 0
    for token in tokens:
        breaks = text.count("\n", at, token.start)
        if breaks:
            line += breaks
            line_start = text.rfind("\n", 0, token.start) + 1
            indent = token.start - line_start
            odd += _begins_line(stack, token, before, indent)
        at = token.start
        column = token.start - line_start
        if token.kind in ")]}" and stack:
            odd += _closes(stack.pop(), stack, before, bool(breaks))
        elif token.kind in "([{":
            if token.kind != "(" or before.kind != "r":
                _item(stack, token.kind, column, line)
            stack.append(_Open(token.kind, column, indent, line))
        elif token.kind not in ",:-":
            _item(stack, token.kind, column, line)
        before = token
    return odd


def _begins_line(stack: list[_Open], token: Token, before: Token, column: int) -> int:
    if not stack:
        return _ASTRAY
    opened = stack[-1]
    if token.kind in ")]}":
        is_below = column in (opened.indent, opened.column) or (
            not opened.hangs and column == opened.column + 1
        )
        return 0 if is_below else _ASTRAY
    if token.kind in ",:":
        return _ASTRAY
    if before.kind not in ",([{":
        return 1 if before.kind in ":s" else _ASTRAY
    if opened.items_column is None:
        return 0 if column > opened.indent or not opened.line else 2
    if column == opened.items_column:
        return 0
    return 1 if column > opened.indent and not opened.hangs else _ASTRAY


def _item(stack: list[_Open], kind: str, column: int, line: int) -> None:
    if stack:
        opened = stack[-1]
        opened.items.append(kind)
        if opened.items_column is None:
            opened.items_column, opened.items_line = column, line


def _closes(opened: _Open, stack: list[_Open], before: Token, begins_line: bool) -> int:
    """Return what is odd about a bracket that is closed behind `before`."""
    is_call = before.kind == "(" and not opened.items
    odd = 0
    if before.kind == "," and not begins_line and len(opened.items) > 1:
        odd += 1
    if opened.kind in "[(" and before.kind in "[(" and not is_call:
        odd += 2
    if opened.kind == "(" and len(opened.items) == 1 and before.kind != ",":
        odd += 2
    if opened.items and opened.hangs and not begins_line:
        odd += 1
    if opened.kind == "[" and len(opened.items) > 2:
        odd += len(opened.items) - Counter(opened.items).most_common(1)[0][1] == 1
    if stack and opened.kind == "(" and stack[-1].items and opened.items:
        stack[-1].items[-1] = f"({''.join(opened.items)}"
    return odd
