"""Renames the name that a config imports a module by: `z` in `import a.b as z`, and in the selectors of that file."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from hp_lsp.dialects.base import Document, Refused, View
from hp_lsp.dialects.gin.names.lookup import is_dynamic
from hp_lsp.dialects.gin.names.resolve import resolve
from hp_lsp.dialects.gin.rename.places import location, refuse_name
from hp_lsp.dialects.gin.tree import Import
from hp_lsp.dialects.renaming import Rename
from hp_lsp.text.span import Location, Span


def alias_at(view: View, document: Document, offset: int) -> str:
    """Return the alias of an import that stands at `offset`, in the import or in a selector; empty without one."""
    if document.dialect is None:
        return ""
    aliases = {name for name, _ in _bound(document)}
    for alias in aliases:
        if any(place.span.touches(offset) for place in _places(view, document, alias)):
            return alias
    return ""


def rename_alias(view: View, document: Document, alias: str) -> Rename | Refused:
    """Return every place of an alias in its file; nothing else can see it."""
    if document.tree.errors:
        return Refused("The file has syntax errors; mend them first.")
    if [name for name, _ in _bound(document)].count(alias) > 1:
        return Refused(f"Several imports bind `{alias}`.")
    return Rename(alias, tuple(_places(view, document, alias)), partial(_refuse, view, document))


def _bound(document: Document) -> Iterator[tuple[str, Location]]:
    """Yield the aliases of a config's imports, and where they stand."""
    for statement in document.tree.statements:
        node = statement.node
        if isinstance(node, Import) and node.alias is not None:
            yield node.alias.text, location(document, statement.at(node.alias.span))


def _places(view: View, document: Document, alias: str) -> Iterator[Location]:
    yield from (place for name, place in _bound(document) if name == alias)
    for span in _selectors(view, document) if is_dynamic(document) else ():
        if document.text.slice(span).partition(".")[0] == alias:
            yield location(document, Span(span.start, span.start + len(alias)))


def _selectors(view: View, document: Document) -> Iterator[Span]:
    """Yield the ranges of selectors that are written as a whole, not continued from a block around them."""
    for statement, named in resolve(view, document).selectors():
        span = statement.at(named.span)
        if document.text.slice(span) == named.text:
            yield span


def _refuse(view: View, document: Document, new: str) -> Refused | None:
    if wrong := refuse_name(new):
        return wrong
    names = {name for name, _ in _bound(document)}
    for statement in document.tree.statements:
        if isinstance(statement.node, Import) and statement.node.alias is None:
            own = statement.node.names
            names.add(own[-1].text if statement.node.is_from else own[0].text)
    if new == "gin" or new in names:
        return Refused(
            f"`{new}` is imported already." if new in names else "Gin keeps the name `gin` for itself."
        )
    if any(document.text.slice(span).partition(".")[0] == new for span in _selectors(view, document)):
        return Refused(f"`{new}` already begins a selector of this file.")
    return None
