"""Moved files: what other files must say when files and folders go elsewhere. Knows no syntax; moves nothing."""

from __future__ import annotations

import os
from collections.abc import Mapping

from hp_lsp.dialects.table import DIALECTS
from hp_lsp.project.snapshot import Snapshot
from hp_lsp.text.edits import Edit


def moved(view: Snapshot, moves: Mapping[str, str]) -> tuple[tuple[str, Edit], ...]:
    """Return the edits, by path and place, for what goes from each path to another; both may be folders."""
    files: dict[str, str] = {}
    for source, target in moves.items():
        files |= _files(view, source, target)
    edits = (edit for dialect in DIALECTS for edit in dialect.moved(view, files))
    return tuple(sorted(set(edits)))


def _files(view: Snapshot, source: str, target: str) -> Mapping[str, str]:
    """Return the files that go along, each with the path that it gets."""
    known = {*view.configs(), *view.python_files()}
    if source in known:
        return {source: target}
    folder = source.rstrip(os.sep) + os.sep
    return {path: os.path.join(target, path[len(folder) :]) for path in known if path.startswith(folder)}
