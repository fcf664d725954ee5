"""Where a project begins: the folder that the files given to the program belong to. Looks at names on disk only."""

from __future__ import annotations

import os
from collections.abc import Iterable

MOST_STEPS_TO_CODE = 2

MARKERS = ("hp-lsp.toml", "pyproject.toml", "setup.py", "setup.cfg", ".git", ".hg")


def root_of(path: str, working_folder: str = "") -> str | None:
    """Return the project folder of a file or folder; None for a file in a folder for all kinds of files, such as home.

    The nearest folder, upwards from `path`, with a marker such as `pyproject.toml`; without one the working folder,
    if `path` lies below it and it holds Python; else the nearest folder with Python that is no more than two above,
    since configs often stand in a folder beside the code; else the folder itself.
    """
    folder = path if os.path.isdir(path) else os.path.dirname(path)
    marked = _nearest_marked(folder)
    if marked is not None:
        return marked
    inside = (folder + os.sep).startswith(working_folder.rstrip(os.sep) + os.sep)
    if working_folder and inside and _holds_python(working_folder) and not _is_for_all_kinds(working_folder):
        return working_folder
    found = _nearest_with_python(folder)
    return None if folder != path and _is_for_all_kinds(found) else found


def roots_of(paths: Iterable[str], working_folder: str) -> tuple[str, ...]:
    """Return the project folders of several files and folders, none inside another.

    For a file that is in no project, as one written elsewhere by a program, that of the working folder comes first.
    """
    found = {root_of(path, working_folder) for path in paths}
    roots = {root for root in found if root is not None}
    own = _nearest_marked(working_folder) if None in found or any(map(_is_bare, roots)) else None
    if own is not None:
        roots.add(own)
    inside = {
        root
        for root in roots
        for other in roots
        if root != other and root.startswith(os.path.join(other, ""))
    }
    return tuple(sorted(roots - inside, key=lambda root: (root != own, root)))


def _is_bare(folder: str) -> bool:
    """Tell whether a folder has neither a marker nor Python."""
    return _nearest_marked(folder) is None and not _holds_python(folder)


def _nearest_marked(folder: str) -> str | None:
    while True:
        if any(os.path.exists(os.path.join(folder, marker)) for marker in MARKERS):
            return folder
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above


def _nearest_with_python(folder: str) -> str:
    """Return the folder, or one of the two above, that holds Python; never one for all kinds of files, such as home."""
    candidate = folder
    for _ in range(MOST_STEPS_TO_CODE + 1):
        if _is_for_all_kinds(candidate):
            break
        if _holds_python(candidate):
            return _outside_of_packages(candidate)
        candidate = os.path.dirname(candidate)
    return folder


def _outside_of_packages(folder: str) -> str:
    while os.path.isfile(os.path.join(folder, "__init__.py")):
        folder = os.path.dirname(folder)
    return folder


def _is_for_all_kinds(folder: str) -> bool:
    """Tell whether a folder is the home folder, one above it, or one of the two topmost levels, such as `/tmp`."""
    home = os.path.join(os.path.expanduser("~"), "")
    top = os.path.dirname(os.path.dirname(folder)) == os.path.dirname(folder)
    return top or home.startswith(os.path.join(folder, ""))


def _holds_python(folder: str) -> bool:
    try:
        names = os.listdir(folder)
    except OSError:
        return False
    return any(
        name.endswith(".py") or os.path.isfile(os.path.join(folder, name, "__init__.py")) for name in names
    )
