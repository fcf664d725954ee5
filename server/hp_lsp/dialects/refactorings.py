"""What every dialect tells of how a config may be written instead: plain data that knows no syntax."""

from __future__ import annotations

from typing import NamedTuple

from hp_lsp.text.edits import Edit


class Refactoring(NamedTuple):
    """A change of one document that nobody needs and somebody may want; what it does, and its edits."""

    title: str
    edits: tuple[Edit, ...]
