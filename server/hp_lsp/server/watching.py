"""Changes of files on disk: told by the client where it can, else looked for. Knows names of files only."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from lsprotocol import types

from hp_lsp.server.indexing import in_slices
from hp_lsp.server.registration import register

if TYPE_CHECKING:
    from hp_lsp.server.server import Server

PATTERNS = ("**/*.{gin,hyp,py,pyi}", "**/{hp-lsp.toml,pyproject.toml}")
INTERVAL = 2.0
"""Seconds between two looks at the disk."""
SHARE = 20
"""A look that takes long is followed by a pause this many times as long."""


def watch(server: Server) -> None:
    """Have the client tell of changed files, or look for them again and again."""
    if server.client.registers_watchers:
        _register(server)
    else:
        server.run(_poll(server))


def _register(server: Server) -> None:
    own = [
        glob for name in ("gin-files", "hyp-files", "hpman-files") for glob in server.project.settings[name]
    ]
    patterns = (*PATTERNS, *(glob if "/" in glob else f"**/{glob}" for glob in own))
    options = types.DidChangeWatchedFilesRegistrationOptions(
        [types.FileSystemWatcher(pattern) for pattern in dict.fromkeys(patterns)]
    )
    register(server, types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)


async def _poll(server: Server) -> None:
    pause = INTERVAL
    while True:
        await asyncio.sleep(pause)
        if server.indexing.is_running:
            continue
        start = time.perf_counter()
        try:
            async for _ in in_slices(server.project.poll()):
                pass
        except Exception as problem:
            server.report_failure("looking for changed files", problem)
        server.configuration.show_refusals()
        server.indexing.wake()
        pause = max(INTERVAL, SHARE * (time.perf_counter() - start))
