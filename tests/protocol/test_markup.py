"""Plain text for clients that render no Markdown."""

from __future__ import annotations

import pytest
from lsprotocol import types

from hp_lsp.server.markup import markup, plain


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("plain", "plain"),
        ("```python\ndef f(x=1)\n```\n\ntext", "def f(x=1)\n\ntext"),
        ("**bold** and `code` and [name](file:///x)", "bold and code and name"),
        ("# Title\n\nfirst\n\n---\n\nsecond", "Title\n\nfirst\n\n\n\nsecond"),
        ("a ** b * c", "a ** b * c"),
        ("`a` `b`", "a b"),
    ],
)
def test_plain(markdown: str, text: str):
    assert plain(markdown) == text


def test_kinds():
    assert markup("`x`", as_markdown=True) == types.MarkupContent(types.MarkupKind.Markdown, "`x`")
    assert markup("`x`", as_markdown=False) == types.MarkupContent(types.MarkupKind.PlainText, "x")
