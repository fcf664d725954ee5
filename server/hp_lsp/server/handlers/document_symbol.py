"""`textDocument/documentSymbol`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lsprotocol import types

from hp_lsp.server.convert import range_of
from hp_lsp.server.places import asked_of

if TYPE_CHECKING:
    from hp_lsp.dialects.outlines import OutlineItem, OutlineKind
    from hp_lsp.server.server import Server
    from hp_lsp.text.columns import Encoding
    from hp_lsp.text.lines import Text

KINDS: dict[OutlineKind, types.SymbolKind] = {
    "import": types.SymbolKind.Module,
    "include": types.SymbolKind.File,
    "macro": types.SymbolKind.Variable,
    "parameter": types.SymbolKind.Property,
    "configurable": types.SymbolKind.Class,
    "block": types.SymbolKind.Namespace,
    "axis": types.SymbolKind.Array,
}


def document_symbol(
    ls: Server, params: types.DocumentSymbolParams
) -> list[types.DocumentSymbol] | list[types.SymbolInformation] | None:
    """Return the outline of a config, as a list to a client that knows no trees."""
    from hp_lsp.features.outline import outline

    asked = asked_of(ls, params.text_document.uri)
    if asked is None:
        return None
    items, text = outline(asked.view, asked.path), asked.text
    if ls.client.nested_symbols:
        return [_nested(text, item, ls.client.encoding) for item in items]
    uri = params.text_document.uri
    return [one for item in items for one in _flat(text, uri, item, ls.client.encoding)]


def _nested(text: Text, item: OutlineItem, encoding: Encoding) -> types.DocumentSymbol:
    return types.DocumentSymbol(
        item.name,
        KINDS[item.kind],
        range_of(text, item.whole, encoding),
        range_of(text, item.named, encoding),
        detail=item.detail or None,
        children=[_nested(text, inner, encoding) for inner in item.items] or None,
    )


def _flat(
    text: Text, uri: str, item: OutlineItem, encoding: Encoding, container: str | None = None
) -> Iterator[types.SymbolInformation]:
    location = types.Location(uri, range_of(text, item.whole, encoding))
    yield types.SymbolInformation(location, item.name, KINDS[item.kind], container_name=container)
    for inner in item.items:
        yield from _flat(text, uri, inner, encoding, item.name)
