"""The server: what one client has told it, and the parts that serve that client. Knows no method."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine, Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from hp_lsp import __version__
from hp_lsp.server import handlers, parent
from hp_lsp.server.capabilities import Client, read_client
from hp_lsp.server.configuration import Configuration
from hp_lsp.server.diagnostics import Diagnostics
from hp_lsp.server.documents import Documents
from hp_lsp.server.folders import Folders
from hp_lsp.server.indexing import Indexing
from hp_lsp.server.notebooks import SYNC
from hp_lsp.server.protocol import Protocol
from hp_lsp.server.watching import Watching

if TYPE_CHECKING:
    from hp_lsp.project.project import Project

MOST_NAMED = 3
"""How many files one message names on which something failed."""

log = logging.getLogger(__name__)


class Server(LanguageServer):
    """Serves one client. Everything happens on the event loop, so nothing needs a lock."""

    protocol: Protocol

    def __init__(self) -> None:
        super().__init__("hp-lsp", __version__, notebook_document_sync=SYNC, protocol_cls=Protocol)
        self.client = Client()
        self.documents = Documents()
        self.folders = Folders(self)
        self.configuration = Configuration(self)
        self.diagnostics = Diagnostics(self)
        self.indexing = Indexing(self)
        self.watching = Watching(self)
        self._tasks: set[asyncio.Task[None]] = set()
        self._has_reported = False
        handlers.register(self)

    @cached_property
    def project(self) -> Project:
        """The project, loaded when first used: `initialize` need not wait a tenth of a second for it."""
        from hp_lsp.project.project import Project

        return Project(self.folders.initial, is_kept=True)

    def keep(self) -> None:
        """Write what was read of the project to the user's cache, for the next server."""
        if "project" in self.__dict__:
            self.project.keep()

    def begin(self, params: types.InitializeParams) -> None:
        """Take what an `initialize` request says of the client and its workspace."""
        self.client = read_client(params.capabilities)
        self.folders.start(params)
        self.configuration.begin(params.initialization_options)
        if params.process_id:
            self.watch_parent(params.process_id)

    def watch_parent(self, process_id: int) -> None:
        """End the server when the process with this id has ended."""

        async def watch() -> None:
            await parent.wait_for_end(process_id)
            log.info("the client's process %d has ended", process_id)
            self.protocol.end()

        self.run(watch())

    def run(self, work: Coroutine[Any, Any, None]) -> None:
        """Run a coroutine beside the requests; what it raises is logged."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._finish)

    def show(self, messages: Iterable[str], level: types.MessageType = types.MessageType.Warning) -> None:
        """Show the user one message of all `messages`, one a line; none without any."""
        text = "\n".join(messages)
        if text:
            self.window_show_message(types.ShowMessageParams(level, text))

    def report_failure(self, what: str, problem: BaseException) -> None:
        """Log a failure of ours; tell the user once in the life of the server."""
        log.error("%s failed", what, exc_info=problem)
        if not self._has_reported:
            self._has_reported = True
            self.show(
                [f"hp-lsp: {what} failed. The server goes on; its log says why."], types.MessageType.Error
            )

    def report_failures(self) -> None:
        """Log on which files something of ours failed that was not told yet, and name some of them to the user."""
        failures = self.project.failures.take()
        for one in failures:
            log.error("%s: %s\n%s", one.path, one.sentence, one.trace)
        self.show([f"hp-lsp: {one.sentence}" for one in failures[:MOST_NAMED]])

    def report_server_error(self, error: Exception, source: object) -> None:
        """Log what pygls reports, which by default is a popup each time."""
        log.error("%s", source, exc_info=error)

    def _finish(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (problem := task.exception()) is not None:
            self.report_failure("background work", problem)
