"""The settings of each workspace folder: those of its own file under those of the client.

Reads the files. A folder without one, and what lies outside of all folders, goes by the first folder.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from hp_lsp.project.config_file import read_settings
from hp_lsp.project.settings import merge

Values = Mapping[str, Any]
NOWHERE: Mapping[str, Values] = MappingProxyType({})


class Given(NamedTuple):
    """What the client or the command line sets: for everything, and for folders where it says something else."""

    everywhere: Values
    by_folder: Mapping[str, Values] = NOWHERE

    def of(self, folder: str) -> Values:
        """Return what is set for a folder."""
        return self.by_folder.get(folder, self.everywhere)


class Settings(NamedTuple):
    """The effective settings by folder: those of inner folders stand before those of outer ones."""

    first: Values
    by_folder: tuple[tuple[str, Values], ...] = ()

    def of(self, path: str) -> Values:
        """Return the settings that hold for a file: those of the innermost folder it lies in."""
        for folder, values in self.by_folder:
            if path.startswith(folder):
                return values
        return self.first

    def by_root(self, name: str, roots: Sequence[str]) -> list[tuple[str, Any]]:
        """Return each of `roots` with the value of a setting there; without any, an empty name with the value."""
        return [(root, self.of(os.path.join(root, ""))[name]) for root in roots or ("",)]

    def folders(self, name: str, roots: Sequence[str]) -> list[str]:
        """Return the folders that a setting names, those of each of `roots` relative to it."""
        named = self.by_root(name, roots)
        return [os.path.join(root, folder) for root, folders in named for folder in folders]


class Read(NamedTuple):
    """Settings, what could not be taken of them, in sentences, and whether every file could be read."""

    settings: Settings
    messages: tuple[str, ...]
    is_whole: bool


def read_folder_settings(roots: Sequence[str], given: Given) -> Read:
    """Return the settings of the folders `roots`."""
    messages: dict[str, None] = {}
    is_whole = True
    values: dict[str, Values] = {}
    shared: tuple[str, Values] = ("", {})
    for root in roots or ("",):
        own, name, problems = read_settings(root) if root else ({}, "", ())
        if name and len(roots) > 1:
            where = os.path.basename(root)
            name, problems = f"{where}/{name}", tuple(f"{where}/{one}" for one in problems)
        if not values:
            shared = (name, own)
        layer = (name, own) if name else shared
        values[root], refusals = merge([layer, ("settings", given.of(root))])
        messages |= dict.fromkeys((*problems, *refusals))
        is_whole = is_whole and not problems
    prefixes = sorted(((os.path.join(root, ""), own) for root, own in values.items()), key=_depth)
    first = next(iter(values.values()))
    return Read(Settings(first, tuple(prefixes) if roots else ()), tuple(messages), is_whole)


def _depth(folder: tuple[str, Values]) -> int:
    return -len(folder[0])
