"""`workspace/executeCommand`: the table of commands, each in a file of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from inspect import isawaitable
from typing import TYPE_CHECKING, Any

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams

from hp_lsp.server.handlers.preview import preview_expansion
from hp_lsp.server.handlers.show_places import show_places

if TYPE_CHECKING:
    from hp_lsp.server.server import Server

COMMANDS: dict[str, Callable[[Server, Sequence[object]], Any]] = {
    "hpLsp.previewExpansion": preview_expansion,
    "hpLsp.showPlaces": show_places,
}


async def execute_command(ls: Server, params: types.ExecuteCommandParams) -> object:
    """Run one of our commands and return what it returns."""
    command = COMMANDS.get(params.command)
    if command is None:
        raise JsonRpcInvalidParams(f"There is no command `{params.command}`.")
    answer = command(ls, params.arguments or ())
    return await answer if isawaitable(answer) else answer
