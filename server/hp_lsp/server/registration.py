"""Asks the client to send notifications that it sends only when asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lsprotocol import types

if TYPE_CHECKING:
    from hp_lsp.server.server import Server


def register(server: Server, method: str, options: object) -> None:
    """Register for `method`. A client that refuses after all costs the notifications, nothing else."""
    registration = types.Registration(_id(method), method, options)
    server.protocol.send_request(types.CLIENT_REGISTER_CAPABILITY, types.RegistrationParams([registration]))


def unregister(server: Server, method: str) -> None:
    """Take back a registration for `method`."""
    params = types.UnregistrationParams([types.Unregistration(_id(method), method)])
    server.protocol.send_request(types.CLIENT_UNREGISTER_CAPABILITY, params)


def _id(method: str) -> str:
    return f"hp-lsp/{method}"
