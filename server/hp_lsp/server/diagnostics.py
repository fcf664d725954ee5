"""When the client learns of problems: pushed to it, or asked for by it until called outdated; never both.

At the same moments it learns that other answers, too, may no longer hold.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import TYPE_CHECKING

from lsprotocol import types

from hp_lsp.server.documents import Shown
from hp_lsp.server.problems import diagnostic_of
from hp_lsp.text.lines import Text

if TYPE_CHECKING:
    from hp_lsp.project.snapshot import Snapshot
    from hp_lsp.server.server import Server

PUSH_DELAY = 0.01
REFRESH_DELAY = 0.2
"""Seconds for which changes are gathered before they are told."""
FIRST_DELAY = 0.002
"""Seconds for which even the first change waits: what an editor asks right behind a key, it shows first."""


class Diagnostics:
    """Keeps the client's picture of the open documents true."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._dirty: set[str] = set()
        self._known_generation = -1
        self._shown: set[str] = set()
        self._timer: asyncio.TimerHandle | None = None
        self._earliest = 0.0

    def changed(self, path: str) -> None:
        """Note that the text of an open document has changed; the client learns of it soon."""
        self._dirty.add(path)
        self.schedule()

    def closed(self, path: str, uris: Iterable[str]) -> None:
        """Take back what was pushed for a document, or for cells, that are no longer open."""
        self._dirty.discard(path)
        for uri in self._shown.intersection(uris):
            self._shown.discard(uri)
            self._push(uri, [], None)

    def schedule(self) -> None:
        """Tell the client soon of whatever may have changed: sooner if it was told nothing just now."""
        if self._timer is None:
            loop = asyncio.get_running_loop()
            rested = self._earliest - loop.time() + FIRST_DELAY
            delay = self._delay if self._server.client.pulls_diagnostics else max(rested, FIRST_DELAY)
            self._timer = loop.call_later(delay, self._tell)

    def settle(self) -> None:
        """Tell the client at once, unless it was told just now."""
        if asyncio.get_running_loop().time() < self._earliest:
            self.schedule()
        else:
            self._tell()

    @property
    def _delay(self) -> float:
        return REFRESH_DELAY if self._server.client.pulls_diagnostics else PUSH_DELAY

    def _tell(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self._earliest = asyncio.get_running_loop().time() + self._delay
        view = self._server.project.snapshot()
        generation = self._server.project.generation
        is_new, self._known_generation = generation != self._known_generation, generation
        dirty, self._dirty = self._dirty, set()
        for method in self._server.client.refreshes if is_new else ():
            self._server.protocol.send_request(method)
        if not self._server.client.pulls_diagnostics:
            self._publish(view, None if is_new else dirty)
        elif is_new:
            self._server.protocol.send_request(types.WORKSPACE_DIAGNOSTIC_REFRESH)

    def _publish(self, view: Snapshot, paths: set[str] | None) -> None:
        for document in self._server.documents:
            if paths is None or document.path in paths:
                for shown in self._server.documents.shown(document.path, document.text):
                    self._publish_one(view, document.path, shown)

    def _publish_one(self, view: Snapshot, path: str, shown: Shown) -> None:
        try:
            items = self.of(view, path, shown.text)
        except Exception as problem:
            self._server.report_failure("checking a document", problem)
            return
        if items or shown.uri in self._shown:
            self._shown.add(shown.uri)
            self._push(shown.uri, items, shown.version)

    def of(self, view: Snapshot, path: str, text: Text) -> list[types.Diagnostic]:
        """Return the problems of a text, which is all or a part of the document at `path`."""
        from hp_lsp.features.diagnostics import diagnose

        problems = view.once(("server.problems", path), lambda: diagnose(view, path))
        self._server.report_failures()
        return [diagnostic_of(self._server, view, text, one) for one in problems if text.holds(one.span)]

    def _push(self, uri: str, items: list[types.Diagnostic], version: int | None) -> None:
        stamp = version if self._server.client.diagnostic_versions else None
        self._server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, items, stamp))
