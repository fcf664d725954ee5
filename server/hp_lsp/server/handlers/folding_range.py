"""`textDocument/foldingRange`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from hp_lsp.server.places import asked_of

if TYPE_CHECKING:
    from hp_lsp.dialects.outlines import FoldKind
    from hp_lsp.server.server import Server

KINDS: dict[FoldKind, types.FoldingRangeKind | None] = {
    "block": None,
    "value": None,
    "comment": types.FoldingRangeKind.Comment,
    "imports": types.FoldingRangeKind.Imports,
}


def folding_range(ls: Server, params: types.FoldingRangeParams) -> list[types.FoldingRange] | None:
    """Return the lines of a config that may be folded."""
    from hp_lsp.features.folding import folding

    asked = asked_of(ls, params.text_document.uri)
    if asked is None:
        return None
    return [
        types.FoldingRange(lines.first, lines.last, kind=KINDS[lines.kind])
        for lines in folding(asked.view, asked.path)
    ]
