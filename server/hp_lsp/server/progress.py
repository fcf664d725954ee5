"""The progress of indexing as the client shows it: only when it takes long, begun and ended once."""

from __future__ import annotations

import itertools
import time
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

from lsprotocol import types

if TYPE_CHECKING:
    from hp_lsp.project.progress import Progress
    from hp_lsp.server.server import Server

PATIENCE = 0.5
"""Seconds that pass before the client is asked to show anything."""
INTERVAL = 0.1
"""Seconds between two reports."""

_numbers = itertools.count(1)


class ProgressBar:
    """One run of work. Its token is used only once the client has agreed to it."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._token = f"hp-lsp/indexing/{next(_numbers)}"
        self._next = time.perf_counter() + PATIENCE
        self._is_asked = self._is_shown = self._is_over = False
        self._percentage = 0

    def report(self, progress: Progress) -> None:
        """Show how far the work has come, if it is time to."""
        now = time.perf_counter()
        if now < self._next or not self._server.client.shows_progress:
            return
        self._next = now + INTERVAL
        if not self._is_asked:
            self._ask()
        elif self._is_shown:
            self._percentage = max(self._percentage, 100 * progress.done // max(progress.total, 1))
            self._send(types.WorkDoneProgressReport(percentage=self._percentage, message=_count(progress)))

    def end(self) -> None:
        """Take the bar away if it is shown."""
        self._is_over = True
        if self._is_shown:
            self._send(types.WorkDoneProgressEnd())

    def _ask(self) -> None:
        self._is_asked = True
        params = types.WorkDoneProgressCreateParams(self._token)
        request = self._server.protocol.send_request(types.WINDOW_WORK_DONE_PROGRESS_CREATE, params)
        request.add_done_callback(self._begin)

    def _begin(self, answer: Future[Any]) -> None:
        if self._is_over or answer.cancelled() or answer.exception() is not None:
            return
        self._is_shown = True
        self._send(types.WorkDoneProgressBegin("hp-lsp: indexing", cancellable=False, percentage=0))

    def _send(self, value: object) -> None:
        self._server.protocol.notify(types.PROGRESS, types.ProgressParams(self._token, value))


def _count(progress: Progress) -> str:
    return f"{progress.done} of {progress.total} files"
