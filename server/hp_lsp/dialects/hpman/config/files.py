"""Which YAML files are hpman's, and how they are loaded. Knows what code and scripts say, and which files there are."""

from __future__ import annotations

import os
from collections.abc import Iterator

from hp_lsp.dialects.base import View
from hp_lsp.dialects.hpman.facts import Load
from hp_lsp.dialects.hpman.index import Index

SUFFIXES = (".yaml", ".yml")


def named_files(view: View) -> Iterator[str]:
    """Yield the YAML files that code or a script names as ones with hyper-parameters.

    A relative path counts from the working folder, which only the run knows: the file must be there, and be the only
    one that may be meant.
    """
    index: Index = view.index("hpman")
    for path, load in index.loads:
        found = [one for one in places_of(load, path, view.roots) if view.exists(one)]
        if len(found) == 1:
            yield found[0]


def loads_of(view: View, path: str) -> list[tuple[str, Load]]:
    """Return where code and scripts name the file at `path`, each with the file that does so."""
    index: Index = view.index("hpman")
    return [(origin, load) for origin, load in index.loads if path in places_of(load, origin, view.roots)]


def places_of(load: Load, origin: str, roots: tuple[str, ...]) -> list[str]:
    """Return where the file may be that is named in the file at `origin`."""
    if not load.path.endswith(SUFFIXES):
        return []
    folder = os.path.dirname(origin)
    if load.is_of_code or os.path.isabs(load.path):
        return [os.path.normpath(os.path.join(folder, load.path))]
    folders = [folder]
    while folder not in roots and os.path.dirname(folder) != folder:
        folder = os.path.dirname(folder)
        folders.append(folder)
    if folder not in roots:
        folders = folders[:1]
    return list(dict.fromkeys(os.path.normpath(os.path.join(one, load.path)) for one in folders))
