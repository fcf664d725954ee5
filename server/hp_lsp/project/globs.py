"""Globs of settings against paths. Knows paths only, not whether they exist."""

from __future__ import annotations

import os
from collections.abc import Iterable
from fnmatch import fnmatchcase


def matches(globs: Iterable[str], path: str, roots: Iterable[str]) -> bool:
    """Tell whether one of `globs` matches a file or folder.

    A glob without a slash is matched against every component of the path below its workspace folder, one with a
    slash against the path below that folder and every folder that leads there; `*` also matches slashes.
    """
    relative = relative_to(path, roots)
    components = relative.split("/")
    leading = ["/".join(components[: count + 1]) for count in range(len(components))]
    return any(
        fnmatchcase(candidate, glob.strip("/"))
        for glob in globs
        for candidate in (leading if "/" in glob.strip("/") else components)
    )


def relative_to(path: str, roots: Iterable[str]) -> str:
    """Return `path` with slashes, below the innermost of `roots` that holds it, else as it is."""
    folders = (root.rstrip(os.sep) + os.sep for root in roots)
    longest = max((len(folder) for folder in folders if path.startswith(folder)), default=0)
    return path[longest:].replace(os.sep, "/")
