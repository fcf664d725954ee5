"""Starts the server on the transport that the command line names, and ends it with the right status."""

from __future__ import annotations

import asyncio
import logging
import sys
from argparse import Namespace
from typing import Any

from hp_lsp.server.garbage import set_survivors_aside
from hp_lsp.server.server import Server
from hp_lsp.server.transport import serve_pipe, serve_stdio, serve_tcp

UNUSABLE = 2

log = logging.getLogger(__name__)


def serve(options: Namespace) -> int:
    """Serve one client; return the exit status: 0 after an orderly end, 1 otherwise, 2 for unusable options.

    `options` holds `tcp`, `pipe`, `client_process_id` and `log_file`, each None where it was not given.
    """
    try:
        _start_log(options.log_file)
        return asyncio.run(_serve(options))
    except (OSError, ValueError) as problem:
        sys.stderr.write(f"hp-lsp: cannot serve: {problem}\n")
        return UNUSABLE


async def _serve(options: Namespace) -> int:
    asyncio.get_running_loop().set_exception_handler(_log_failure)
    server = Server()
    if options.client_process_id:
        server.watch_parent(options.client_process_id)
    if options.tcp:
        await serve_tcp(server.protocol, options.tcp)
    elif options.pipe:
        await serve_pipe(server.protocol, options.pipe)
    else:
        serve_stdio(server.protocol)
    set_survivors_aside()
    status = await server.protocol.ended
    await server.protocol.close()
    server.keep()
    return status


def _start_log(path: str | None) -> None:
    """Log to standard error or a file: what we do, and what pygls thinks is wrong."""
    logging.raiseExceptions = False  # a closed standard error must not end the server
    logging.basicConfig(
        filename=path, level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
    logging.getLogger("pygls").setLevel(logging.ERROR)


def _log_failure(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    log.error("%s", context.get("message"), exc_info=context.get("exception"))
