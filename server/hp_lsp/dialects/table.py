"""The table of dialects."""

from __future__ import annotations

from hp_lsp.dialects.base import Dialect
from hp_lsp.dialects.gin.dialect import GIN
from hp_lsp.dialects.hpman.dialect import HPMAN
from hp_lsp.dialects.hyperion.dialect import HYPERION

DIALECTS: tuple[Dialect, ...] = (GIN, HYPERION, HPMAN)

_BY_LANGUAGE = {dialect.language_id: dialect for dialect in DIALECTS if dialect.language_id}
CODE_SUFFIX = ".py"
PYTHON = "python"
"""The language id of Python."""
CODE_MARKERS = tuple(dict.fromkeys(marker for dialect in DIALECTS for marker in dialect.code_markers))
SCRIPT_MARKERS = (*CODE_MARKERS, *(marker for dialect in DIALECTS for marker in dialect.script_markers))


def dialect_of_language(language_id: str) -> Dialect | None:
    """Return the dialect of an open document by the client's language id."""
    return _BY_LANGUAGE.get(language_id)
