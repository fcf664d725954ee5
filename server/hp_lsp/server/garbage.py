"""When the garbage collector looks at what: at all that lasts once, and then only now and then. Knows no request.

A full look takes as long as what is kept is large: 65 ms behind a question about 10,000 names.
"""

from __future__ import annotations

import gc
from typing import Any

READ, TYPED, MOST_GARBAGE = 10, 1, 500
"""How much a run that reads files may have replaced, and one behind a key, in any unit; and how much of it may lie.

Then the collector looks at all that was read once more, which takes as long as that is large.
"""


def set_survivors_aside() -> None:
    """From now on take what outlives a full look out of the collector's sight, so that none is as long again."""
    gc.callbacks.append(_set_aside)


def _set_aside(phase: str, info: dict[str, Any]) -> None:
    if phase == "stop" and info["generation"] == 2:
        gc.freeze()


class Garbage:
    """What may lie behind the runs of background work."""

    def __init__(self) -> None:
        self._lying = 0

    def keep_what_was_read(self, replaced: int) -> None:
        """Take what was read out of the collector's sight, which would look at all of it again and again.

        What has been `replaced` since is garbage that it no longer sees, so now and then it looks at everything.
        """
        self._lying += replaced
        if self._lying >= MOST_GARBAGE:
            self._lying = 0
            gc.unfreeze()
        gc.collect()
        gc.freeze()
