"""Background work on the project, cut into slices between which requests are answered. Knows no request."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from typing import TYPE_CHECKING, Any, TypeVar

from hp_lsp.server.garbage import READ, TYPED, Garbage
from hp_lsp.server.progress import ProgressBar

if TYPE_CHECKING:
    from hp_lsp.server.server import Server

Step = TypeVar("Step")

STATUS = "hpLsp/status"
SLICE = 0.005
"""Seconds of work after which the loop gets its turns."""
TURNS = 3
"""How many the loop takes from the bytes of a request to its answer."""
MOST_FAILURES = 20
"""Failures in one run after which the rest of the work is left until something changes again."""


class Indexing:
    """Brings the project up to date whenever it is woken, and tells the client how that stands."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self.is_running = self._is_awake = self._has_read = False
        self._indexed = 0
        self._failures = 0
        self._garbage = Garbage()
        self._told: dict[str, Any] = {}

    def wake(self) -> None:
        """Note that there may be work; it begins with one of the loop's next turns."""
        self._is_awake = True
        if not self.is_running:
            self.is_running = True
            self._server.run(self._run())

    async def _run(self) -> None:
        bar = ProgressBar(self._server)
        self._failures = 0
        self._has_read = False
        try:
            while self._is_awake and self._failures < MOST_FAILURES:
                self._is_awake = False
                await self._work(bar)
        finally:
            self.is_running = False
            bar.end()
            self._garbage.keep_what_was_read(READ if self._has_read else TYPED)
        if self._told.get("quiescent"):
            self._server.diagnostics.schedule()
        else:
            self._server.diagnostics.settle()
        self._server.report_failures()
        self._tell(quiescent=True)

    async def _work(self, bar: ProgressBar) -> None:
        steps = in_slices(self._server.project.work())
        try:
            async for step in steps:
                self._has_read = True
                self._indexed = max(step.done, self._indexed)
                self._tell(quiescent=False)
                bar.report(step)
        except Exception as problem:
            self._failures += 1
            self._is_awake = True
            self._server.report_failure("indexing", problem)

    def _tell(self, *, quiescent: bool) -> None:
        """Send the client our state where it differs from what was sent last."""
        status = {
            "quiescent": quiescent,
            "health": "error" if self._failures else "ok",
            "message": "" if quiescent else "indexing",
            "indexedFiles": self._indexed if quiescent else self._told.get("indexedFiles", 0),
        }
        if status != self._told:
            self._told = status
            self._server.protocol.notify(STATUS, status)


async def in_slices(steps: Iterator[Step]) -> AsyncIterator[Step]:
    """Yield what `steps` yields, and let the loop do other things after each slice of work."""
    until = time.perf_counter() + SLICE
    for step in steps:
        yield step
        if time.perf_counter() > until:
            for _ in range(TURNS):
                await asyncio.sleep(0)
            until = time.perf_counter() + SLICE
