"""What one file of Python tells the dialects. Knows no dialect, and not how files are read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from hp_lsp.project.files import Stamp
from hp_lsp.python.module import Module

Facts = Mapping[str, Any]
"""What one Python file tells each dialect, by the dialect's name; a dialect it tells nothing is left out."""

Passing = Mapping[str, frozenset[str]]
"""By the dialect's name: the names through which a file may tell it something without any of its markers."""
NOTHING: Passing = {}


class Scanned(NamedTuple):
    """What a file tells each dialect. `parsed` is False where it is no Python that can be parsed."""

    facts: Facts
    parsed: bool = True
    marked: frozenset[str] = frozenset()
    """The dialects of which it speaks; to the others it tells only what it says by names that others pass on."""
    module: Module | None = None
    """The picture of the file, where it was read as a module and not recalled."""
    name: str = ""
    """The name of the module as which it was read."""
    seen: Stamp | None = None
    """The file's times when it was read, where another content has others for sure."""


SILENT = Scanned({})
"""What a file tells that tells nothing."""
