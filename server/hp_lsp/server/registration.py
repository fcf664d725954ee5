"""Asks the client to send notifications that it sends only when asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

if TYPE_CHECKING:
    from hp_lsp.server.server import Server


def register(server: Server, method: str, options: object) -> None:
    """Register for `method`. A client that refuses after all costs the notifications, nothing else."""
    registration = types.Registration(f"hp-lsp/{method}", method, options)
    server.protocol.send_request(types.CLIENT_REGISTER_CAPABILITY, types.RegistrationParams([registration]))
