"""What a dotted name means across Python modules. Knows no files: whoever holds them answers `Modules`."""

from __future__ import annotations

from enum import Enum
from typing import Protocol

from hp_lsp.python.module import Module


class Missing(Enum):
    """Why there is no module to look at."""

    ABSENT = "absent"
    """There certainly is none: the package it would be in is known, or nothing of that name is installed."""
    UNKNOWN = "unknown"
    """It may exist but cannot be read: not installed here, compiled, or made at run time."""


class Modules(Protocol):
    """The Python modules that can be read."""

    def find(self, name: str) -> Module | Missing:
        """Return the module that `import name` gives, by its absolute dotted name."""

    def at(self, path: str) -> Module | Missing:
        """Return the module of the file at `path`, whatever its name."""
