"""Which files belong to the project, and to which dialect. Knows settings, paths and who names a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from hp_lsp.dialects.base import Dialect, View
from hp_lsp.dialects.table import CODE_SUFFIX, DIALECTS
from hp_lsp.project.folder_settings import Settings
from hp_lsp.project.globs import matches

Named = Mapping[str, Dialect]
"""Config files that code or scripts name, by path, and their dialects."""
NOTHING: Named = {}


def dialect_of(
    path: str, settings: Settings, roots: tuple[str, ...], named: Named = NOTHING
) -> Dialect | None:
    """Return the dialect of a config file, by the settings or by who names it; None for Python and everything else."""
    if path.endswith(CODE_SUFFIX):
        return None
    own = settings.of(path)
    for dialect in DIALECTS:
        if dialect.files_setting and matches(own[dialect.files_setting], path, roots):
            return dialect
    return named.get(path)


def find_named(view: View, is_excluded: Callable[[str], bool]) -> Named:
    """Return the config files that code or scripts name now."""
    return {
        path: dialect for dialect in DIALECTS for path in dialect.named_files(view) if not is_excluded(path)
    }


def is_code(path: str) -> bool:
    """Tell whether a file is Python."""
    return path.endswith(CODE_SUFFIX)


def is_excluded(path: str, settings: Settings, roots: tuple[str, ...]) -> bool:
    """Tell whether the settings keep a file or folder out of the project."""
    globs = settings.of(path)["exclude"]
    return bool(globs) and matches(globs, path, roots)
