"""`textDocument/codeLens` and `codeLens/resolve`.

Above a sweep and its blocks the number of configs, which opens the preview; above what Python registers the number of
configs that name it. Those are counted when a lens comes into sight, in slices beside other requests.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lsprotocol import types

from hp_lsp.server.convert import range_of
from hp_lsp.server.handlers.show_places import command_of
from hp_lsp.server.indexing import in_slices
from hp_lsp.server.places import Asked, asked_of

if TYPE_CHECKING:
    from hp_lsp.server.server import Server

PREVIEW = "hpLsp.previewExpansion"


def code_lens(ls: Server, params: types.CodeLensParams) -> list[types.CodeLens] | None:
    """Return the lenses of a sweep, or of Python that registers something."""
    uri = params.text_document.uri
    asked = asked_of(ls, uri)
    if asked is None:
        return None
    return _of_code(ls, asked, uri) if asked.document.dialect is None else _of_sweep(ls, asked, uri)


def _of_sweep(ls: Server, asked: Asked, uri: str) -> list[types.CodeLens]:
    from hp_lsp.features.sweeps import lenses

    return [
        types.CodeLens(
            range_of(asked.text, lens.span, ls.client.encoding),
            types.Command(lens.title, PREVIEW, arguments=[{"uri": uri}]),
        )
        for lens in lenses(asked.view, asked.path)
    ]


def _of_code(ls: Server, asked: Asked, uri: str) -> list[types.CodeLens]:
    from hp_lsp.features.usage import declared_in

    return [
        types.CodeLens(
            range_of(asked.text, one.span, ls.client.encoding),
            data={"uri": uri, "symbols": [list(symbol) for symbol in one.symbols]},
        )
        for one in declared_in(asked.view, asked.path)
        if asked.text.holds(one.span)
    ]


async def resolve(ls: Server, lens: types.CodeLens) -> types.CodeLens:
    """Return a lens with its title and command."""
    from hp_lsp.dialects.base import Symbol
    from hp_lsp.features.sweeps import counted
    from hp_lsp.features.usage import naming

    data: Any = lens.data
    match data:
        case {"uri": str(uri), "symbols": [*symbols]}:
            wanted = tuple(Symbol(*map(str, symbol)) for symbol in symbols)
            number = sum([one async for one in in_slices(naming(ls.project.snapshot(), wanted))])
            title = f"in {counted(number, 'config')}" if number else "in no config"
            lens.command = command_of(uri, lens.range.start, title)
    return lens
