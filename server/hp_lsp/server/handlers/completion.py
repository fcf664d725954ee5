"""`textDocument/completion` and `completionItem/resolve`."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from lsprotocol import types

from hp_lsp.server.capabilities import Client
from hp_lsp.server.markup import markup
from hp_lsp.server.places import Place, place_of
from hp_lsp.server.wire import Json, range_data

if TYPE_CHECKING:
    from hp_lsp.dialects.completions import CompletionItem, CompletionKind
    from hp_lsp.server.server import Server

MOST_ITEMS = 1000
TRIGGERS = (".", "/", "@", "%", "'", '"')

KINDS: dict[CompletionKind, types.CompletionItemKind] = {
    "class": types.CompletionItemKind.Class,
    "function": types.CompletionItemKind.Function,
    "parameter": types.CompletionItemKind.Property,
    "macro": types.CompletionItemKind.Variable,
    "constant": types.CompletionItemKind.Constant,
    "module": types.CompletionItemKind.Module,
    "file": types.CompletionItemKind.File,
    "folder": types.CompletionItemKind.Folder,
    "value": types.CompletionItemKind.Value,
    "keyword": types.CompletionItemKind.Keyword,
    "scope": types.CompletionItemKind.Reference,
}


def options(client: Client) -> types.CompletionOptions:
    """Return what is announced of completion to this client."""
    return types.CompletionOptions(
        trigger_characters=TRIGGERS, resolve_provider=client.resolves_documentation
    )


def completion(ls: Server, params: types.CompletionParams) -> Json | None:
    """Return what may be written at the position, best first.

    There may be a thousand items, so they are data of the shape of `CompletionList`.
    """
    from hp_lsp.features import completion as feature

    place = place_of(ls, params.text_document.uri, params.position)
    if place is None:
        return None
    found = feature.shortlist(place.view, place.path, place.offset, MOST_ITEMS)
    spans = Counter(one.span for one in found.items)
    usual = spans.most_common(1)[0][0] if spans and ls.client.usual_edit_ranges else None
    ranges = {span: range_data(place.text, span, ls.client.encoding) for span in spans}
    items = [
        _item(ls.client, place, number, one, None if one.span == usual else ranges[one.span])
        for number, one in enumerate(found.items)
    ]
    answer: Json = {"isIncomplete": not found.complete, "items": items}
    return {**answer, "itemDefaults": {"editRange": ranges[usual]}} if usual else answer


def resolve(ls: Server, item: types.CompletionItem) -> types.CompletionItem:
    """Return the item with its documentation, if it has any."""
    from hp_lsp.dialects.base import Symbol
    from hp_lsp.features import completion as feature

    data: Any = item.data
    match data:
        case {"path": str(path), "symbol": [str(dialect), str(kind), str(key)]}:
            text = feature.documentation(ls.project.snapshot(), Symbol(dialect, kind, key), path)
            if text:
                item.documentation = markup(text, as_markdown=ls.client.markdown_completion)
    return item


def _item(client: Client, place: Place, number: int, one: CompletionItem, range_: Json | None) -> Json:
    """Return one item of the list; without a range where it is the list's usual one."""
    is_snippet = bool(one.snippet) and client.snippets
    text = one.snippet if is_snippet else one.insert
    item: Json = {"label": one.label, "kind": KINDS[one.kind], "sortText": f"{number:04}"}
    if range_ is not None:
        item["textEdit"] = {"range": range_, "newText": text}
    elif text != one.label:
        item["textEditText"] = text
    if one.detail:
        item["detail"] = one.detail
    if one.insert != one.label:
        item["filterText"] = one.insert
    if is_snippet:
        item["insertTextFormat"] = types.InsertTextFormat.Snippet
    if one.deprecated and client.deprecated_tags:
        item["tags"] = [types.CompletionItemTag.Deprecated]
    if one.symbol and client.resolves_documentation:
        item["data"] = {"path": place.path, "symbol": one.symbol}
    return item
