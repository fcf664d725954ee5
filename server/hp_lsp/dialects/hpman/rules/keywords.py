"""Where keyword arguments stand in hpman's calls, with what separates them."""

from __future__ import annotations

import re

from hp_lsp.dialects.base import Document
from hp_lsp.dialects.hpman.facts import Call, Hint
from hp_lsp.text.span import Span

_KEYWORD = re.compile(r"\w+\s*=\s*")


def keyword_span(document: Document, hint: Hint) -> Span:
    """Return the range of a keyword and its `=`."""
    found = _KEYWORD.match(document.text.source, hint.span.start)
    return Span(hint.span.start, found.end() if found else hint.span.start)


def with_comma(document: Document, call: Call, hint: Hint) -> Span | None:
    """Return the range of a keyword argument and the comma before it; None where something else stands between."""
    before = [
        span.end for span in (call.literal, call.default_span, *(one.span for one in call.hints)) if span
    ]
    start = max((end for end in before if end <= hint.span.start), default=hint.span.start)
    return (
        Span(start, hint.span.end) if document.text.source[start : hint.span.start].strip() == "," else None
    )
