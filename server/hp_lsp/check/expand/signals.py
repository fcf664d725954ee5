"""The signal that ends a job, as job arrays send it: made an exception, so that what is half done is cleaned up."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_TERMINATED = 143


@contextmanager
def terminating() -> Iterator[None]:
    """Raise SystemExit where SIGTERM comes inside of this; in the main thread alone, which gets the signals."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, _exit)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _exit(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit(_TERMINATED)
