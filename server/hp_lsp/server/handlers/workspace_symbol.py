"""`workspace/symbol`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

from hp_lsp.server.places import location_of

if TYPE_CHECKING:
    from hp_lsp.server.server import Server

KINDS = {
    "class": types.SymbolKind.Class,
    "function": types.SymbolKind.Function,
    "parameter": types.SymbolKind.Property,
    "constant": types.SymbolKind.Constant,
    "macro": types.SymbolKind.Variable,
}


def workspace_symbol(ls: Server, params: types.WorkspaceSymbolParams) -> list[types.SymbolInformation]:
    """Return the names of the project that the query may mean."""
    from hp_lsp.features.workspace_symbols import workspace_symbols

    view = ls.project.snapshot()
    return [
        types.SymbolInformation(
            location, one.named.name, KINDS[one.named.kind], container_name=one.named.container or None
        )
        for one in workspace_symbols(view, params.query)
        if (location := location_of(ls, view, *one.location))
    ]
