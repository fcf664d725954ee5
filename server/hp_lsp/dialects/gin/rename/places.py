"""What every rename of a Gin name asks: where symbols stand, what else may hold the name, which names are valid."""

from __future__ import annotations

import keyword
import os
import re
import unicodedata
from collections.abc import Callable, Iterator

from hp_lsp.dialects.base import Document, Occurrence, Refused, Symbol, View
from hp_lsp.dialects.gin.own import own_configs
from hp_lsp.text.span import Location, Span

_NAME = re.compile(r"[A-Za-z_]\w*")
_STATEMENTS = frozenset(("import", "from", "include", "with", "product", "union", "table"))
"""What begins a statement of Gin or of Hyperion: a macro of that name could be read as one."""


def all_files(view: View) -> tuple[str, ...]:
    """Return every config of Gin, and every Python file that says something to a dialect."""
    return (*(document.path for document in own_configs(view)), *view.code_files())


def named(view: View, is_meant: Callable[[Symbol], bool]) -> Iterator[tuple[Document, Occurrence]]:
    """Yield the occurrences in all files with a symbol of a certain kind, and their documents."""
    for path in all_files(view):
        document = view.document(path)
        if document is not None:
            for occurrence in view.occurrences(path):
                if any(is_meant(symbol) for symbol in occurrence.symbols):
                    yield document, occurrence


def last_part(document: Document, span: Span) -> Span:
    """Return the range of the last name of a dotted one."""
    written = document.text.slice(span)
    return Span(span.start + written.rfind(".") + 1, span.end)


def location(document: Document, span: Span) -> Location:
    """Return a range with its file."""
    return Location(document.path, span)


def where(view: View, at: Location) -> str:
    """Return a place as people read it, such as `train.py:12`."""
    document = view.document(at.path)
    line = document.text.position(at.span.start).line + 1 if document else 1
    return f"`{os.path.basename(at.path)}:{line}`"


def refuse_name(new: str, what: str = "a name") -> Refused | None:
    """Return why `new` is no name for Gin, and for Python where that binds it too."""
    if not _NAME.fullmatch(new) or unicodedata.normalize("NFKC", new) != new:
        return Refused(
            f"`{new}` is not {what}: it must be letters, digits and underscores, not starting with a digit."
        )
    if keyword.iskeyword(new) or new in _STATEMENTS:
        return Refused(f"`{new}` is a word of the language, and no name.")
    return None
