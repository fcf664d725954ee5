"""Markdown for clients that render it, and readable plain text for those that do not."""

from __future__ import annotations

import re

from lsprotocol import types

_FENCE = re.compile(r"^ {0,3}(?:```|~~~)[^`\n]*\n?", re.MULTILINE)
_RULE = re.compile(r"^ {0,3}---+[ ]*$", re.MULTILINE)
_HEADING = re.compile(r"^#{1,6}[ ]+", re.MULTILINE)
_STRONG = re.compile(r"\*\*(.+?)\*\*")
_CODE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_LINK = re.compile(r"\[([^\[\]\n]*)\]\([^)\n]*\)")


def markup(markdown: str, *, as_markdown: bool) -> types.MarkupContent:
    """Return Markdown of ours as content of the kind that the client understands."""
    if as_markdown:
        return types.MarkupContent(types.MarkupKind.Markdown, markdown)
    return types.MarkupContent(types.MarkupKind.PlainText, plain(markdown))


def plain(markdown: str) -> str:
    """Return Markdown without its marks: the few that our own descriptions use."""
    text = _RULE.sub("", _FENCE.sub("", markdown))
    for pattern in (_STRONG, _CODE, _LINK):
        text = pattern.sub(r"\1", text)
    return _HEADING.sub("", text).strip()
