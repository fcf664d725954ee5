"""Which files belong to the project, and to which dialect. Knows settings and paths, not what is in a file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hp_lsp.dialects.base import Dialect
from hp_lsp.dialects.table import CODE_SUFFIX, DIALECTS
from hp_lsp.project.globs import matches

Named = Mapping[str, Dialect]
"""Config files that code or scripts name, by path, and their dialects."""
NOTHING: Named = {}


def dialect_of(
    path: str, settings: Mapping[str, Any], roots: tuple[str, ...], named: Named = NOTHING
) -> Dialect | None:
    """Return the dialect of a config file, by the settings or by who names it; None for Python and everything else."""
    if path.endswith(CODE_SUFFIX):
        return None
    for dialect in DIALECTS:
        if dialect.files_setting and matches(settings[dialect.files_setting], path, roots):
            return dialect
    return named.get(path)


def is_code(path: str) -> bool:
    """Tell whether a file is Python."""
    return path.endswith(CODE_SUFFIX)


def is_excluded(path: str, settings: Mapping[str, Any], roots: tuple[str, ...]) -> bool:
    """Tell whether the settings keep a file or folder out of the project."""
    return bool(settings["exclude"]) and matches(settings["exclude"], path, roots)
