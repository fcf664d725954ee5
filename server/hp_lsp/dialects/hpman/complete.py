"""Names of hyper-parameters inside the string of a call that is being written. Knows the text before the cursor."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hp_lsp.dialects.base import Document, View
from hp_lsp.dialects.completions import CompletionItem
from hp_lsp.dialects.hpman.index import Hyperparameter, Index
from hp_lsp.text.span import Span

_CALL = re.compile(
    r"(?<![\w.])(?P<manager>[A-Za-z_][\w.]*?)(?:\.(?:get_value|set_value|exists|get_occurrence))?"
    r"\(\s*(?P<quote>['\"])(?P<written>[^'\"\\\n]*)$"
)
_BEFORE = 200
"""How far before the line a call may begin whose first argument stands in it."""
_IMPORT = r"^[ \t]*from[ \t]+hpman\.m[ \t]+import\b[^\n#]*\b{}\b"


def complete(view: View, document: Document, offset: int) -> tuple[CompletionItem, ...]:
    """Return the names that fit at `offset` of a Python file; none outside the first string of hpman's calls."""
    text = document.text
    line = text.position(offset).line
    start, end = text.line_span(line)
    call = _CALL.search(text.source[max(0, start - _BEFORE) : offset])
    if call is None:
        return ()
    index: Index = view.index("hpman")
    manager = manager_called(view, document, call["manager"])
    if manager is None:
        return ()
    rest = re.match(rf"[^'\"\\\s,)]*(?={call['quote']})", text.source[offset:end])
    span = Span(offset - len(call["written"]), offset + (rest.end() if rest else 0))
    known = index.known_from(document.path, manager)
    return tuple(_items(index, known, span))


def manager_called(view: View, document: Document, name: str) -> str | None:
    """Return the manager that is called by a name in a Python file, even where the rest of it is no Python yet."""
    index: Index = view.index("hpman")
    known = index.managers_in(document.path).get(name)
    if known is None and re.search(_IMPORT.format(re.escape(name)), document.text.source, re.MULTILINE):
        return name
    return known


def _items(index: Index, known: tuple[Hyperparameter, ...], span: Span) -> Iterator[CompletionItem]:
    for one in known:
        default = index.calls[one][0].call.default
        detail = "" if default is None else f"= {default}"
        yield CompletionItem(one.name, "parameter", span, one.name, detail, symbol=one.symbol)
