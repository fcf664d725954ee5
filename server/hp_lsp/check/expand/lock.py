"""One run at a time in a folder: several may write the shards of one sweep at once. Knows files, no sweep.

The system releases the lock of a run that was killed, so none is ever left behind to be waited for. File systems
that know no locks are written without.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _wait(handle: int) -> None:
        while True:
            with suppress(OSError):  # after ten seconds of waiting
                msvcrt.locking(handle, msvcrt.LK_LOCK, 1)
                return

else:
    import fcntl

    def _wait(handle: int) -> None:
        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Wait until no other run holds `path`, hold it, and remove it; raises OSError where it cannot be made."""
    handle = _held(path)
    try:
        yield
    finally:
        with suppress(OSError):  # Windows keeps a file that another run waits for
            path.unlink()
        os.close(handle)


def _held(path: Path) -> int:
    """Return the locked file at `path`, which the run before may have removed while this one waited."""
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        _wait(handle)
        with suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(handle), os.stat(path)):
                return handle
        os.close(handle)
