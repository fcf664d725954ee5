"""`textDocument/codeLens`: the number of configs above a sweep and its blocks, which opens the preview."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from hp_lsp.server.convert import range_of
from hp_lsp.server.uris import path_of

if TYPE_CHECKING:
    from hp_lsp.server.server import Server

PREVIEW = "hpLsp.previewExpansion"


def code_lens(ls: Server, params: types.CodeLensParams) -> list[types.CodeLens] | None:
    """Return the lenses of a sweep; none for anything else."""
    from hp_lsp.features.sweeps import lenses

    uri = params.text_document.uri
    view, path = ls.project.snapshot(), path_of(uri)
    document = view.document(path)
    if document is None:
        return None
    return [
        types.CodeLens(
            range_of(document.text, lens.span, ls.client.encoding),
            types.Command(lens.title, PREVIEW, arguments=[{"uri": uri}]),
        )
        for lens in lenses(view, path)
    ]
