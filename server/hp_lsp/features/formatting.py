"""Formatting: the changes that make a config canonical, and the indentation of a line just begun. Knows no syntax.

Python gets none: whoever writes it has another server for it.
"""

from __future__ import annotations

from hp_lsp.project.snapshot import Snapshot
from hp_lsp.text.edits import Edit
from hp_lsp.text.span import Span


def formatting(view: Snapshot, path: str, unit: str, within: Span | None = None) -> tuple[Edit, ...]:
    """Return the changes of the config at `path`, or of what touches `within`; they never change what it says.

    `unit` indents one block.
    """
    document = view.document(path)
    if document is None or document.dialect is None or document.undecodable is not None:
        return ()
    return document.dialect.formatting(document, within, unit)


def begun_line(view: Snapshot, path: str, offset: int, unit: str) -> Edit | None:
    """Return the change of indentation of the line at `offset`, which was just begun; `unit` indents one block."""
    document = view.document(path)
    if document is None or document.dialect is None:
        return None
    return document.dialect.begun_line(document, offset, unit)
