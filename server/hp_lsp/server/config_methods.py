"""Methods that are announced for languages of our own alone, to clients that take announcements by language.

Editors ask one server for some of these, and show twice what two servers answer of others: announced for Python or YAML
too, they would stand in the way of a formatter, and of whoever outlines and folds YAML.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lsprotocol import types

from hp_lsp.server.handlers import (
    call_hierarchy,
    document_symbol,
    folding_range,
    formatting,
    selection_range,
)
from hp_lsp.server.registration import register

if TYPE_CHECKING:
    from hp_lsp.server.server import Server

METHODS: dict[str, Any] = {
    types.TEXT_DOCUMENT_FORMATTING: formatting.formatting,
    types.TEXT_DOCUMENT_RANGE_FORMATTING: formatting.range_formatting,
    types.TEXT_DOCUMENT_ON_TYPE_FORMATTING: formatting.on_type_formatting,
    types.TEXT_DOCUMENT_PREPARE_CALL_HIERARCHY: call_hierarchy.prepare_call_hierarchy,
    types.TEXT_DOCUMENT_DOCUMENT_SYMBOL: document_symbol.document_symbol,
    types.TEXT_DOCUMENT_FOLDING_RANGE: folding_range.folding_range,
    types.TEXT_DOCUMENT_SELECTION_RANGE: selection_range.selection_range,
}
OPTIONS = {types.TEXT_DOCUMENT_ON_TYPE_FORMATTING: formatting.ON_TYPE}


def announce(ls: Server) -> None:
    """Answer the methods from now on that the client takes announcements of for all languages only."""
    for method, handler in METHODS.items():
        if method not in ls.client.registers_by_language:
            ls.feature(method, OPTIONS.get(method))(handler)


def announce_later(ls: Server) -> None:
    """Answer the other methods, and announce them for the languages that are no other server's."""
    from hp_lsp.dialects.table import DIALECTS

    selector = [{"language": one.language_id} for one in DIALECTS if one.has_own_language]
    for method, handler in METHODS.items():
        if method in ls.client.registers_by_language:
            ls.feature(method)(handler)
            more = {"firstTriggerCharacter": "\n"} if method == types.TEXT_DOCUMENT_ON_TYPE_FORMATTING else {}
            register(ls, method, {"documentSelector": selector, **more})
