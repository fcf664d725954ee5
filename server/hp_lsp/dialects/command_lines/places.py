"""Where a path on a command line may lead. Looks at no disk."""

from __future__ import annotations

import os


def possible_places(path: str, origin: str, roots: tuple[str, ...]) -> list[str]:
    """Return where a path may lead that counts from the working folder: a folder of `origin`, up to a root."""
    if os.path.isabs(path):
        return [os.path.normpath(path)]
    folder = os.path.dirname(origin)
    folders = [folder]
    while folder not in roots and os.path.dirname(folder) != folder:
        folder = os.path.dirname(folder)
        folders.append(folder)
    if folder not in roots:
        folders = folders[:1]
    return list(dict.fromkeys(os.path.normpath(os.path.join(one, path)) for one in folders))
