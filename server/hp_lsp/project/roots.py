"""Where a project begins: the folder that the files given to the program belong to. Looks at names on disk only."""

from __future__ import annotations

import os
from collections.abc import Iterable

MARKERS = ("hp-lsp.toml", "pyproject.toml", "setup.py", "setup.cfg", ".git", ".hg")


def root_of(path: str, working_folder: str) -> str:
    """Return the project folder of a file or folder.

    The nearest folder, upwards from `path`, with a marker such as `pyproject.toml`; without one the working folder,
    if `path` lies below it and it holds Python; else the folder itself.
    """
    folder = path if os.path.isdir(path) else os.path.dirname(path)
    marked = _nearest_marked(folder)
    if marked is not None:
        return marked
    inside = folder == working_folder or folder.startswith(working_folder.rstrip(os.sep) + os.sep)
    return working_folder if inside and _holds_python(working_folder) else folder


def roots_of(paths: Iterable[str], working_folder: str) -> tuple[str, ...]:
    """Return the project folders of several files and folders, none inside another."""
    roots = sorted({root_of(path, working_folder) for path in paths})
    outermost: list[str] = []
    for root in roots:
        if not any(root.startswith(other.rstrip(os.sep) + os.sep) for other in outermost):
            outermost.append(root)
    return tuple(outermost)


def _nearest_marked(folder: str) -> str | None:
    while True:
        if any(os.path.exists(os.path.join(folder, marker)) for marker in MARKERS):
            return folder
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above


def _holds_python(folder: str) -> bool:
    try:
        names = os.listdir(folder)
    except OSError:
        return False
    return any(
        name.endswith(".py") or os.path.isfile(os.path.join(folder, name, "__init__.py")) for name in names
    )
