"""Inlay hints: what a config leaves unsaid, and what each part of a sweep counts. Knows no syntax.

Python gets none: it says itself what its names are.
"""

from __future__ import annotations

from hp_lsp.dialects.hints import Hint
from hp_lsp.features.sweeps import counts
from hp_lsp.project.snapshot import Snapshot
from hp_lsp.text.span import Span


def inlay_hints(view: Snapshot, path: str, within: Span) -> tuple[Hint, ...]:
    """Return the hints in a range of the document at `path`, in order of the text."""
    document = view.document(path)
    if document is None or document.dialect is None:
        return ()
    said = (one for one in document.dialect.hints(view, document, within) if within.touches(one.offset))
    return tuple(sorted((*counts(view, path, within), *said), key=lambda hint: hint.offset))
