"""What hpman's parser raises in one file, as the rules ask for it."""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Fix, Related, Severity, View
from hp_lsp.dialects.hpman.index import Index
from hp_lsp.dialects.hpman.parsing import Place, Raised
from hp_lsp.text.edits import Edit
from hp_lsp.text.span import Location, Span


def raised_in(view: View, document: Document, kind: str) -> Iterator[tuple[Raised, Severity]]:
    """Yield the calls of a Python file at which hpman raises for one reason: errors where it surely parses the file."""
    index: Index = view.index("hpman")
    for raised, certain in index.raised.get(document.path, ()):
        if raised.kind == kind:
            yield raised, Severity.ERROR if certain else Severity.WARNING


def related(place: Place | None, message: str) -> tuple[Related, ...]:
    """Return the name in another call as a place that explains a problem."""
    return () if place is None else (Related(Location(place.path, place.call.span), message),)


def fix(document: Document, title: str, *edits: tuple[Span, str], safe: bool = False) -> tuple[Fix, ...]:
    """Return a fix of the document by what replaces its ranges."""
    return (Fix(title, tuple((document.path, Edit(span, text)) for span, text in edits), safe),)
