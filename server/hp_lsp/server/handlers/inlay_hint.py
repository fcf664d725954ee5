"""`textDocument/inlayHint`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from hp_lsp.server.convert import position_of, span_of
from hp_lsp.server.places import asked_of

if TYPE_CHECKING:
    from hp_lsp.server.server import Server


def inlay_hint(ls: Server, params: types.InlayHintParams) -> list[types.InlayHint] | None:
    """Return the hints in a range of a config; none for Python."""
    from hp_lsp.features.inlay_hints import inlay_hints

    asked = asked_of(ls, params.text_document.uri)
    if asked is None:
        return None
    within = span_of(asked.text, params.range, ls.client.encoding)
    return [
        types.InlayHint(
            position_of(asked.text, hint.offset, ls.client.encoding),
            hint.label,
            tooltip=hint.explanation,
            padding_left=True,
        )
        for hint in inlay_hints(asked.view, asked.path, within)
    ]
