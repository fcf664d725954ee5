"""Which files may name a symbol, without understanding all of them. Knows symbols and texts, and no syntax."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hp_lsp.dialects.base import Document, Symbol, View


def documents_with(view: View, words: Iterable[tuple[str, ...]]) -> Iterator[Document]:
    """Yield the configs in whose text all words of one of `words` stand, and all Python that speaks to a dialect.

    Python may put a name together of parts.
    """
    wanted = tuple(words)
    for path in view.configs():
        document = view.document(path)
        if document is not None and any(_holds(document.text.source, one) for one in wanted):
            yield document
    yield from filter(None, map(view.document, view.code_files()))


def _holds(text: str, words: tuple[str, ...]) -> bool:
    return all(word in text for word in words)


def symbols_in(view: View, document: Document) -> frozenset[Symbol]:
    """Return what a document names."""

    def collect() -> frozenset[Symbol]:
        return frozenset(symbol for one in view.occurrences(document.path) for symbol in one.symbols)

    return view.remember(document, "mentions.symbols", collect)
