"""What editors ask of a YAML file: the names in it, its outline and its folds."""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Occurrence, View
from hp_lsp.dialects.hpman.config.known import given, known_in
from hp_lsp.dialects.hpman.config.nodes import Alias, Mapping, Node, Scalar, Sequence, Tree, nodes_in
from hp_lsp.dialects.outlines import Fold, OutlineItem
from hp_lsp.text.span import Span

_LONGEST_DETAIL = 60


def occurrences(view: View, document: Document) -> Iterator[Occurrence]:
    """Yield the keys of a YAML file; what is no known name has no symbols."""
    names = known_in(view, document.path).names
    for one in given(view, document):
        meant = names.get(one.name, ())
        yield Occurrence(one.key.inner, "binding", tuple(named.symbol for named in meant))


def valued(view: View, document: Document, offset: int) -> Occurrence | None:
    """Return what the value at `offset` is given to, with the range of the value; None elsewhere."""
    names = known_in(view, document.path).names
    for one in given(view, document):
        if one.value.span.touches(offset) and one.name in names:
            return Occurrence(one.value.span, "binding", tuple(named.symbol for named in names[one.name]))
    return None


def outline(document: Document) -> Iterator[OutlineItem]:
    """Yield the keys of a YAML file with their values; below keys of mappings stand theirs."""
    tree: Tree = document.tree
    if isinstance(tree.root, Mapping):
        yield from _items(document, tree.root)


def _items(document: Document, mapping: Mapping) -> Iterator[OutlineItem]:
    for key, value in mapping.entries:
        if isinstance(key, Scalar) and key.text:
            whole = Span(key.span.start, max(key.span.end, value.span.end))
            inner = tuple(_items(document, value)) if isinstance(value, Mapping) else ()
            detail = "" if inner else _shown(document, value)
            yield OutlineItem(key.text, "block" if inner else "parameter", whole, key.span, detail, inner)


def _shown(document: Document, value: Node) -> str:
    text = " ".join(document.text.slice(value.span).split())
    return text if len(text) <= _LONGEST_DETAIL else f"{text[: _LONGEST_DETAIL - 1]}…"


def folds(document: Document) -> Iterator[Fold]:
    """Yield the entries of mappings, and the lists and mappings in brackets."""
    tree: Tree = document.tree
    for node in nodes_in(tree.root):
        if isinstance(node, Mapping):
            for key, value in node.entries:
                if not isinstance(value, Alias):
                    yield Fold(Span(key.span.start, max(key.span.end, value.span.end)), "block")
        elif isinstance(node, Sequence):
            yield Fold(node.span, "value")
