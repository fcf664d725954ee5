"""One file per method of the protocol, which converts and asks a feature; and the table of them all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lsprotocol import types

from hp_lsp.server.handlers import (
    call_hierarchy,
    code_lens,
    command,
    declaration,
    definition,
    document_link,
    files,
    highlight,
    hover,
    implementation,
    inlay_hint,
    lifecycle,
    notebook,
    references,
    semantic_tokens,
    signature_help,
    sync,
    will_rename_files,
    workspace_symbol,
)

if TYPE_CHECKING:
    from hp_lsp.server.server import Server

METHODS: dict[str, Any] = {
    types.INITIALIZE: lifecycle.initialize,
    types.INITIALIZED: lifecycle.initialized,
    types.TEXT_DOCUMENT_DID_OPEN: sync.did_open,
    types.TEXT_DOCUMENT_DID_CHANGE: sync.did_change,
    types.TEXT_DOCUMENT_DID_CLOSE: sync.did_close,
    types.NOTEBOOK_DOCUMENT_DID_OPEN: notebook.did_open,
    types.NOTEBOOK_DOCUMENT_DID_CHANGE: notebook.did_change,
    types.NOTEBOOK_DOCUMENT_DID_CLOSE: notebook.did_close,
    types.TEXT_DOCUMENT_HOVER: hover.hover,
    types.TEXT_DOCUMENT_DEFINITION: definition.definition,
    types.TEXT_DOCUMENT_DECLARATION: declaration.declaration,
    types.TEXT_DOCUMENT_IMPLEMENTATION: implementation.implementation,
    types.TEXT_DOCUMENT_REFERENCES: references.references,
    types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT: highlight.document_highlight,
    types.TEXT_DOCUMENT_DOCUMENT_LINK: document_link.document_link,
    types.TEXT_DOCUMENT_CODE_LENS: code_lens.code_lens,
    types.CODE_LENS_RESOLVE: code_lens.resolve,
    types.TEXT_DOCUMENT_INLAY_HINT: inlay_hint.inlay_hint,
    types.CALL_HIERARCHY_INCOMING_CALLS: call_hierarchy.incoming_calls,
    types.CALL_HIERARCHY_OUTGOING_CALLS: call_hierarchy.outgoing_calls,
    types.TEXT_DOCUMENT_SIGNATURE_HELP: signature_help.signature_help,
    types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL: semantic_tokens.semantic_tokens_full,
    types.TEXT_DOCUMENT_SEMANTIC_TOKENS_RANGE: semantic_tokens.semantic_tokens_range,
    types.WORKSPACE_SYMBOL: workspace_symbol.workspace_symbol,
    types.WORKSPACE_WILL_RENAME_FILES: will_rename_files.will_rename_files,
    types.WORKSPACE_EXECUTE_COMMAND: command.execute_command,
    types.WORKSPACE_DID_CHANGE_WATCHED_FILES: files.did_change_watched_files,
    types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS: files.did_change_workspace_folders,
    types.WORKSPACE_DID_CHANGE_CONFIGURATION: files.did_change_configuration,
}
"""Methods that every client may use. `lifecycle.initialize` adds those that depend on what it announces."""

OPTIONS: dict[str, Any] = {
    types.TEXT_DOCUMENT_SIGNATURE_HELP: signature_help.OPTIONS,
    types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL: semantic_tokens.LEGEND,
    types.TEXT_DOCUMENT_SEMANTIC_TOKENS_RANGE: semantic_tokens.LEGEND,
    types.WORKSPACE_WILL_RENAME_FILES: will_rename_files.OPTIONS,
}
"""What is announced of methods beside that they are there."""


def register(server: Server) -> None:
    """Make the server answer the methods and commands of the tables."""
    for method, handler in METHODS.items():
        server.feature(method, OPTIONS.get(method))(handler)
    for name, handler in command.COMMANDS.items():
        server.command(name)(handler)
