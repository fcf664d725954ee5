"""The folders that programs add to Gin's search path. Knows paths as text only."""

from __future__ import annotations

import os
from collections.abc import Iterable

from hp_lsp.dialects.gin.code.facts import Facts


def search_paths(facts: Iterable[Facts]) -> tuple[str, ...]:
    """Return the folders that Python files add, without repetition; relative ones count from the working folder."""
    found = [
        os.path.normpath(os.path.join(os.path.dirname(one.path), added.path))
        if added.beside_code
        else added.path
        for one in facts
        for added in one.search_paths
        if added.path is not None
    ]
    return tuple(dict.fromkeys(found))
