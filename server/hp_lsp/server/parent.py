"""Whether the editor that started the server still lives. Knows process ids only."""

from __future__ import annotations

import asyncio
import os
import sys

INTERVAL = 1.0
"""Seconds between two looks."""


async def wait_for_end(process_id: int) -> None:
    """Return as soon as the process with this id has ended."""
    is_parent = process_id == os.getppid()
    while is_alive(process_id) and (not is_parent or os.getppid() == process_id):
        await asyncio.sleep(INTERVAL)


if sys.platform == "win32":  # os.kill would end the process there, whatever the signal

    def is_alive(process_id: int) -> bool:
        """Tell whether a process with this id runs."""
        import ctypes

        synchronize, still_running = 0x00100000, 0x00000102
        kernel = ctypes.windll.kernel32
        handle = kernel.OpenProcess(synchronize, False, process_id)
        if not handle:
            return False
        state = kernel.WaitForSingleObject(handle, 0)
        kernel.CloseHandle(handle)
        return bool(state == still_running)

else:

    def is_alive(process_id: int) -> bool:
        """Tell whether a process with this id runs."""
        try:
            os.kill(process_id, 0)
        except ProcessLookupError:
            return False
        except (PermissionError, OverflowError):
            return True
        return not _is_zombie(process_id)

    def _is_zombie(process_id: int) -> bool:
        """Tell whether the process has ended and only its own parent has not noticed; known on Linux alone."""
        try:
            with open(f"/proc/{process_id}/stat", "rb") as status:
                return status.read().rpartition(b") ")[2][:1] in (b"Z", b"X")
        except OSError:
            return False
