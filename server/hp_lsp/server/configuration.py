"""The client's settings: asked for, for each workspace folder, where it answers; else taken as sent.

Knows no setting's meaning.
"""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from lsprotocol import types

from hp_lsp.server.registration import register

if TYPE_CHECKING:
    from hp_lsp.server.server import Server

SECTION = "hp-lsp"
NOWHERE: Mapping[str, object] = MappingProxyType({})
_OF_THE_CLIENT = ("serverCommand", "trace")
"""Settings that editors keep in the same section and use themselves."""


class Configuration:
    """Keeps the project's settings equal to the client's."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._initial: Mapping[str, Any] = {}
        self._given: tuple[Mapping[str, Any], Mapping[str, Mapping[str, Any]]] = ({}, {})
        self._asked = 0
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

    def folders_changed(self) -> None:
        """Ask for the settings of the workspace folders that there are now."""
        if self._server.client.has_configuration:
            self._ask()

    def take(self, settings: object, by_folder: Mapping[str, object] = NOWHERE) -> None:
        """Use these settings; what is unknown or of a wrong type falls back alone.

        `settings` are those for everything, `by_folder` what folders have instead, where they have any.
        """
        sent = (settings, *by_folder.values())
        is_usable = all(one is None or isinstance(one, Mapping) for one in sent)
        self._refusal = () if is_usable else (f"settings: `{SECTION}` must be a table of settings.",)
        everywhere = _own(settings if isinstance(settings, Mapping) else self._initial)
        inside = {folder: _own(one) for folder, one in by_folder.items() if isinstance(one, Mapping)}
        given = (everywhere, {folder: own for folder, own in inside.items() if own != everywhere})
        if given != self._given:
            self._given = given
            self._server.project.set_settings(*given)
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
        """Ask for the settings of each folder, and first for those of folders that have none of their own."""
        self._asked += 1
        folders = self._server.project.roots
        items = [
            types.ConfigurationItem(scope, SECTION)
            for scope in (None, *map(self._server.documents.uri_of, folders))
        ]
        self._server.protocol.send_request(
            types.WORKSPACE_CONFIGURATION, types.ConfigurationParams(items)
        ).add_done_callback(partial(self._answered, folders, self._asked))

    def _answered(self, folders: tuple[str, ...], asked: int, answer: Future[Any]) -> None:
        """Take an answer, unless it was asked for again meanwhile."""
        if asked != self._asked or answer.cancelled() or answer.exception() is not None:
            return
        values = answer.result()
        first, *others = values if isinstance(values, list) and values else [None]
        self.take(first, dict(zip(folders, others, strict=False)))


def _own(settings: Mapping[str, Any]) -> dict[str, Any]:
    """Return the settings that are ours."""
    return {
        name: value for name, value in settings.items() if name not in _OF_THE_CLIENT and value is not None
    }
