"""Which YAML files are hpman's, and how they are loaded. Knows what code and scripts say, and which files there are."""

from __future__ import annotations

import os
from collections.abc import Iterator

from hp_lsp.dialects.base import View
from hp_lsp.dialects.command_lines.places import possible_places
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
        if len(found) == 1 and _is_run_here(view, path, load):
            yield found[0]


def loads_of(view: View, path: str) -> list[tuple[str, Load]]:
    """Return where code and scripts name the file at `path`, each with the file that does so."""
    index: Index = view.index("hpman")
    return [
        (origin, load)
        for origin, load in index.loads
        if path in places_of(load, origin, view.roots) and _is_run_here(view, origin, load)
    ]


def _is_run_here(view: View, origin: str, load: Load) -> bool:
    """Tell whether a command may run a program of the project; others may have such a flag of their own."""
    index: Index = view.index("hpman")
    return index.runs(load, origin) or any(
        view.exists(one) for one in possible_places(load.program, origin, view.roots)
    )


def places_of(load: Load, origin: str, roots: tuple[str, ...]) -> list[str]:
    """Return where the file may be that is named in the file at `origin`."""
    if not load.path.endswith(SUFFIXES):
        return []
    if load.is_of_code:
        return [os.path.normpath(os.path.join(os.path.dirname(origin), load.path))]
    return possible_places(load.path, origin, roots)
