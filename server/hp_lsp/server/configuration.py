"""The client's settings: asked for where it answers, else taken as sent. Knows no setting's meaning."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

from lsprotocol import types

from hp_lsp.server.registration import register

if TYPE_CHECKING:
    from hp_lsp.server.server import Server

SECTION = "hp-lsp"
_OF_THE_CLIENT = ("serverCommand", "trace")
"""Settings that editors keep in the same section and use themselves."""


class Configuration:
    """Keeps the project's settings equal to the client's."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._initial: Mapping[str, Any] = {}
        self._given: dict[str, Any] = {}
        self._refusal: tuple[str, ...] = ()
        self._shown: tuple[str, ...] = ()

    def begin(self, options: object) -> None:
        """Take the options of `initialize`: they count as long as the client names no settings otherwise."""
        if isinstance(options, Mapping):
            found = options.get(SECTION, options)
            self._initial = found if isinstance(found, Mapping) else {}

    def start(self) -> None:
        """Ask the client for its settings, and have it tell when they change."""
        self.take(None)
        if self._server.client.has_configuration:
            self._ask()
        if self._server.client.registers_configuration:
            register(self._server, types.WORKSPACE_DID_CHANGE_CONFIGURATION, {"section": SECTION})

    def changed(self, settings: object) -> None:
        """Take the change of settings that the client tells of; not all clients send the values along."""
        if self._server.client.has_configuration:
            self._ask()
        elif isinstance(settings, Mapping):
            self.take(settings.get(SECTION, {}))

    def take(self, settings: object) -> None:
        """Use these settings; what is unknown or of a wrong type falls back alone."""
        given = settings if isinstance(settings, Mapping) else self._initial
        is_usable = settings is None or isinstance(settings, Mapping)
        self._refusal = () if is_usable else (f"settings: `{SECTION}` must be a table of settings.",)
        own = {
            name: value for name, value in given.items() if name not in _OF_THE_CLIENT and value is not None
        }
        if own != self._given:
            self._given = own
            self._server.project.set_settings(own)
            self._server.watching.update()
            self._server.indexing.wake()
        self.show_refusals()

    def show_refusals(self) -> None:
        """Show in one message which settings, of the client or of the project's own file, cannot be used."""
        refusals = (*self._refusal, *self._server.project.messages)
        if refusals != self._shown:
            self._shown = refusals
            self._server.show(refusals)

    def _ask(self) -> None:
        request = types.ConfigurationParams([types.ConfigurationItem(section=SECTION)])
        self._server.protocol.send_request(types.WORKSPACE_CONFIGURATION, request).add_done_callback(
            self._answered
        )

    def _answered(self, answer: Future[Any]) -> None:
        if answer.cancelled() or answer.exception() is not None:
            return
        values = answer.result()
        self.take(values[0] if isinstance(values, list) and values else None)
