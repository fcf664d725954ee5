"""The project's own settings file: `hp-lsp.toml`, or `[tool.hp-lsp]` in `pyproject.toml`. Knows TOML only."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import Any

from hp_lsp.project.files import Stamp, stamp

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

OWN_FILE = "hp-lsp.toml"
SHARED_FILE = "pyproject.toml"
FILE_NAMES = (OWN_FILE, SHARED_FILE)


def stamps(roots: Iterable[str]) -> list[Stamp | None]:
    """Return what changes when the settings of the projects at `roots` do."""
    return [stamp(os.path.join(root, name)) for root in roots for name in FILE_NAMES]


def read_settings(root: str) -> tuple[dict[str, Any], str, tuple[str, ...]]:
    """Return the settings of the project at `root`, the name of the file they would be in, and what could not be read.

    The name is empty where there is no such file.
    """
    for name in FILE_NAMES:
        try:
            with open(os.path.join(root, name), "rb") as file:
                table = tomllib.load(file)
        except FileNotFoundError:
            continue
        except (OSError, ValueError) as problem:
            return {}, name, (f"{name}: cannot be read: {problem}.",)
        found = table if name == OWN_FILE else table.get("tool", {}).get("hp-lsp")
        return found if isinstance(found, dict) else {}, name, ()
    return {}, "", ()
