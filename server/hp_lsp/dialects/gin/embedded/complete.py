"""What may be written next in a string of Python, or on a command line, that is given to Gin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hp_lsp.dialects.base import Document, View
from hp_lsp.dialects.completions import CompletionItem
from hp_lsp.dialects.gin.complete import complete
from hp_lsp.dialects.gin.embedded.configs import Embedded, Holder, embedded
from hp_lsp.dialects.gin.embedded.inner_view import inner_view
from hp_lsp.dialects.gin.embedded.unfinished import unfinished
from hp_lsp.dialects.gin.embedded.unfinished_command import unfinished_command
from hp_lsp.text.span import Span


def complete_in_code(view: View, document: Document, offset: int) -> tuple[CompletionItem, ...]:
    """Return what may be written at an offset of a Python file or a script; nothing outside of what is given to Gin."""
    begun = unfinished(view, document, offset) if document.is_code else unfinished_command(document, offset)
    for one in (*embedded(view, document), *begun):
        part = next((part for part in one.parts if part.content.touches(offset)), None)
        inner = one.mapping.inward(offset) if part else None
        if part is not None and inner is not None:
            found = complete(inner_view(view, one.document), one.document, inner)
            return tuple(_outside(one, part, offset, found))
    return ()


def _outside(
    one: Embedded, part: Holder, offset: int, items: Iterable[CompletionItem]
) -> Iterator[CompletionItem]:
    """Yield suggestions that the literal can hold, with their ranges in Python."""
    for item in items if part.can_hold(" ") else map(_without_blanks, items):
        if not _is_wanted(one, item) or not part.can_hold(item.insert):
            continue
        span = one.mapping.exactly(item.span) if item.span.end > item.span.start else Span(offset, offset)
        if span is not None:
            yield _alone(one, item)._replace(span=span)


def _without_blanks(item: CompletionItem) -> CompletionItem:
    return item._replace(insert=item.insert.replace(" = ", "="))


def _alone(one: Embedded, item: CompletionItem) -> CompletionItem:
    """Return a suggestion without what joins it to what follows, where nothing can."""
    if one.kind not in ("configurable", "scope"):
        return item
    return item._replace(label=item.label.rstrip("/"), insert=item.insert.rstrip("./"))


def _is_wanted(one: Embedded, item: CompletionItem) -> bool:
    if one.kind == "scope":
        return item.kind == "scope"
    if one.kind == "configurable":
        return item.kind in ("class", "function")
    return one.kind == "config" or item.kind != "keyword"
