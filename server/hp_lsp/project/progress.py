"""How far the work on a project has come. Knows no work."""

from __future__ import annotations

from typing import NamedTuple


class Progress(NamedTuple):
    """How far the work has come: files done of those known so far."""

    done: int
    total: int
    message: str
