"""The texts that are open in the client, kept equal to the client's own. Knows no file on disk.

pygls' own mirror is not used: it ends lines as `str.splitlines` does and lets columns run past a line's end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from lsprotocol import types

from hp_lsp.server.convert import span_of
from hp_lsp.server.uris import path_of, uri_of
from hp_lsp.text.columns import Encoding
from hp_lsp.text.lines import Text


@dataclass(frozen=True, slots=True)
class OpenDocument:
    """One open text. `uri` is the client's own spelling, one of several for the same `path`."""

    uri: str
    path: str
    language_id: str
    version: int
    text: Text


class Documents:
    """The open documents by path."""

    def __init__(self) -> None:
        self._by_path: dict[str, OpenDocument] = {}

    def __iter__(self) -> Iterator[OpenDocument]:
        return iter(tuple(self._by_path.values()))

    def get(self, path: str) -> OpenDocument | None:
        """Return the open document at `path`."""
        return self._by_path.get(path)

    def uri_of(self, path: str) -> str:
        """Return the URI of a path, spelled as the client spelled it when it opened the document."""
        document = self._by_path.get(path)
        return uri_of(path) if document is None else document.uri

    def open(self, item: types.TextDocumentItem) -> OpenDocument:
        """Take a document that the client has opened; a second time replaces the first."""
        path = path_of(item.uri)
        document = OpenDocument(item.uri, path, item.language_id, item.version, Text(item.text))
        self._by_path[path] = document
        return document

    def change(self, params: types.DidChangeTextDocumentParams, encoding: Encoding) -> OpenDocument | None:
        """Apply the client's changes in their order; None where the document is not open."""
        document = self._by_path.get(path_of(params.text_document.uri))
        if document is None:
            return None
        text = apply_changes(document.text, params.content_changes, encoding)
        changed = replace(document, version=params.text_document.version, text=text)
        self._by_path[document.path] = changed
        return changed

    def close(self, uri: str) -> OpenDocument | None:
        """Forget a document that the client has closed; return it, None where it was not open."""
        return self._by_path.pop(path_of(uri), None)


def apply_changes(
    text: Text, changes: Iterable[types.TextDocumentContentChangeEvent], encoding: Encoding
) -> Text:
    """Return the text after `changes`, each of which counts on the result of the one before it."""
    for change in changes:
        if isinstance(change, types.TextDocumentContentChangePartial):
            start, end = span_of(text, change.range, encoding)
            text = Text(text.source[:start] + change.text + text.source[end:])
        else:
            text = Text(change.text)
    return text
