"""What every dialect tells behind the text of a config: plain data that knows no syntax."""

from __future__ import annotations

from typing import NamedTuple


class Hint(NamedTuple):
    """What stands behind the character at `offset`, and a sentence that explains it."""

    label: str
    offset: int
    explanation: str
