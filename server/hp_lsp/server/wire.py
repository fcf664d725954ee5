"""Parts of answers as JSON data, for answers of thousands of parts.

Making the protocol's objects and taking them apart again is a good part of the time that such an answer takes: 10,000
locations take 60 ms as objects, 40 ms as data, their JSON included. All else is made of the protocol's own classes.
"""

from __future__ import annotations

from typing import Any, TypeAlias

from hp_lsp.server.convert import ends_of
from hp_lsp.text.columns import Encoding
from hp_lsp.text.lines import Text
from hp_lsp.text.span import Span

Json: TypeAlias = dict[str, Any]


def range_data(text: Text, span: Span, encoding: Encoding) -> Json:
    """Return the `Range` of a span."""
    (line, start), (last_line, end) = ends_of(text, span, encoding)
    return {"start": {"line": line, "character": start}, "end": {"line": last_line, "character": end}}


def location_data(uri: str, text: Text, span: Span, encoding: Encoding) -> Json:
    """Return the `Location` of a span in the document with that URI."""
    return {"uri": uri, "range": range_data(text, span, encoding)}
