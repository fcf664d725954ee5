"""How far a long search is, shown on a terminal. Knows no sweep."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator

from hp_lsp.features.sampling import Numbers, size_of

_AFTER_SECONDS = 0.7
_EVERY = 256
_CLEAR = "\r\x1b[K"


def with_progress(numbers: Numbers) -> Iterator[int]:
    """Yield the numbers; where standard error is a terminal and it takes long, say there how many are done."""
    if not sys.stderr.isatty():
        yield from numbers
        return
    total = size_of(numbers)
    next_time = time.monotonic() + _AFTER_SECONDS
    is_shown = False
    for done, number in enumerate(numbers):
        if done % _EVERY == 0 and time.monotonic() > next_time:
            sys.stderr.write(f"\rSearching {done} of {total} configs")
            sys.stderr.flush()
            next_time, is_shown = time.monotonic() + 0.1, True
        yield number
    if is_shown:
        sys.stderr.write(_CLEAR)
