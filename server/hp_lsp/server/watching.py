"""Changes of files on disk: told by the client where it can, else looked for. Knows names of files only."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from lsprotocol import types

from hp_lsp.server.indexing import in_slices
from hp_lsp.server.registration import register, unregister

if TYPE_CHECKING:
    from hp_lsp.server.server import Server

PATTERNS = ("**/*.{gin,hyp,py,pyi,yaml,yml,sh}", "**/{hp-lsp.toml,pyproject.toml,launch.json}")
SETTINGS = ("gin-files", "hyp-files", "hpman-files")
INTERVAL = 2.0
"""Seconds between two looks at the disk."""
INTERVAL_BESIDE_CLIENT = 60.0
"""The same where the client tells of changes: it tells of a deleted folder, but not of the files in it."""
SHARE = 20
"""A look that takes long is followed by a pause this many times as long."""


class Watching:
    """Notices what happens to the files of the project."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._registered: list[str] = []

    def start(self) -> None:
        """Have the client tell of changed files, and look for them again and again."""
        self.update()
        self._server.run(self._look_again_and_again())

    def update(self) -> None:
        """Have the client watch the files that the settings name now, if it watches any."""
        patterns = self._patterns()
        if not self._server.client.registers_watchers or patterns == self._registered:
            return
        if self._registered:
            unregister(self._server, types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
        self._registered = patterns
        watchers = [types.FileSystemWatcher(pattern) for pattern in patterns]
        options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
        register(self._server, types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)

    def _patterns(self) -> list[str]:
        project = self._server.project
        values = (project.settings.by_root(name, project.roots) for name in SETTINGS)
        globs = (glob for found in values for _, value in found for glob in value)
        own = (glob for glob in globs if glob not in ("*.gin", "*.hyp"))
        return list(dict.fromkeys((*PATTERNS, *(glob if "/" in glob else f"**/{glob}" for glob in own))))

    async def _look_again_and_again(self) -> None:
        is_told = self._server.client.registers_watchers
        interval = pause = INTERVAL_BESIDE_CLIENT if is_told else INTERVAL
        while True:
            await asyncio.sleep(pause)
            start = time.perf_counter()
            if not self._server.indexing.is_running:
                await self._look()
            pause = max(interval, SHARE * (time.perf_counter() - start))

    async def _look(self) -> None:
        try:
            async for _ in in_slices(self._server.project.poll()):
                pass
        except Exception as problem:  # the next look may succeed
            self._server.report_failure("looking for changed files", problem)
        self._server.configuration.show_refusals()
        self._server.indexing.wake()
