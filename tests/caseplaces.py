"""Places in the files of a case, as text."""

from __future__ import annotations

from pathlib import Path

from hp_lsp.project.snapshot import Snapshot
from hp_lsp.text.lines import Text
from hp_lsp.text.span import Span


def text_at(view: Snapshot, path: str, span: Span) -> str:
    document = view.document(path)
    assert document is not None
    return document.text.slice(span)


def place_text(view: Snapshot, folder: Path, path: str, span: Span) -> str:
    """Return the name of the file and its first line of the range, with the range marked."""
    document = view.document(path)
    if document is None:
        return path
    text: Text = document.text
    start = text.position(span.start)
    line = text.line(start.line)
    end = min(start.column + (span.end - span.start), len(line))
    marked = f"{line[: start.column]}«{line[start.column : end]}»{line[end:]}".strip()
    try:
        name = Path(path).relative_to(folder).as_posix()
    except ValueError:
        name = Path(path).name
    return f"{name}: {marked}"


def edited(view: Snapshot, folder: Path, path: str, edit_span: Span, new: str) -> str:
    """Return a line with one edit in it marked; the others of the same line stand in lines of their own."""
    old = text_at(view, path, edit_span)
    return place_text(view, folder, path, edit_span).replace(f"«{old}»", f"«{new}»") + "\n"
