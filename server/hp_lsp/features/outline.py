"""Document symbols: what a config says, as a tree. Knows no syntax: the document's dialect reads it.

Python gets none: whoever reads it has another server for them, and editors show several outlines side by side.
"""

from __future__ import annotations

from hp_lsp.dialects.outlines import OutlineItem
from hp_lsp.project.snapshot import Snapshot


def outline(view: Snapshot, path: str) -> tuple[OutlineItem, ...]:
    """Return the outline of the config at `path`, in order of the text; empty for anything else."""
    document = view.document(path)
    return () if document is None or document.dialect is None else document.dialect.outline(document)
