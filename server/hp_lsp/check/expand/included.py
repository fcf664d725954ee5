"""Included files that plain Gin cannot read, though what is written names them. Reads the files beside the sweep."""

from __future__ import annotations

import os
from collections.abc import Iterator

from hp_lsp.check.record import display_path
from hp_lsp.dialects.base import Document
from hp_lsp.dialects.gin.tree import Include
from hp_lsp.dialects.hyperion.beyond_gin import beyond_gin
from hp_lsp.dialects.hyperion.dialect import HYPERION
from hp_lsp.project.files import read_document


def unreadable_includes(document: Document) -> Iterator[str]:
    """Yield a sentence for each included sweep, and config for Hyperion, found where Gin may look for it."""
    for statement in document.tree.statements:
        if isinstance(statement.node, Include) and statement.node.path.endswith(HYPERION.suffixes):
            included = _found(document.path, statement.node.path)
            if included is not None and beyond_gin(included.tree) is not None:
                yield f"plain Gin cannot read `{display_path(included.path)}`, which the configs include."


def _found(path: str, target: str) -> Document | None:
    for folder in (os.curdir, os.path.dirname(path)):
        candidate = os.path.abspath(os.path.join(folder, target))
        if os.path.isfile(candidate):
            return read_document(candidate, HYPERION)
    return None
