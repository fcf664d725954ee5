"""`initialize` and `initialized`: learns of the client, then starts what runs beside the requests."""

from __future__ import annotations

import asyncio
import gc
from typing import TYPE_CHECKING

from lsprotocol import types

from hp_lsp.server.config_methods import announce, announce_later
from hp_lsp.server.handlers import code_action, completion, diagnostic, rename, workspace_diagnostic

if TYPE_CHECKING:
    from hp_lsp.server.server import Server


def initialize(ls: Server, params: types.InitializeParams) -> None:
    """Take the client's capabilities and add what depends on them; pygls answers from what is registered."""
    ls.begin(params)
    ls.feature(types.TEXT_DOCUMENT_COMPLETION, completion.options(ls.client))(completion.completion)
    if ls.client.resolves_documentation:
        ls.feature(types.COMPLETION_ITEM_RESOLVE)(completion.resolve)
    announce(ls)
    ls.feature(types.TEXT_DOCUMENT_RENAME, rename.options(ls.client))(rename.rename)
    if ls.client.prepares_rename:
        ls.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)(rename.prepare_rename)
    if ls.client.code_actions:
        ls.feature(types.TEXT_DOCUMENT_CODE_ACTION, code_action.OPTIONS)(code_action.code_action)
    if ls.client.pulls_diagnostics:
        ls.feature(types.TEXT_DOCUMENT_DIAGNOSTIC, diagnostic.OPTIONS)(diagnostic.diagnostic)
        ls.feature(types.WORKSPACE_DIAGNOSTIC)(workspace_diagnostic.workspace_diagnostic)


def initialized(ls: Server, _: types.InitializedParams) -> None:
    """Start indexing, and have the client tell of settings and files that change."""
    announce_later(ls)
    ls.watching.start()
    ls.configuration.start()
    ls.indexing.wake()
    asyncio.get_running_loop().call_soon(gc.freeze)
