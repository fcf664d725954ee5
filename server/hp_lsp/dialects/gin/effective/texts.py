"""The text of values: as a line of Gin on its own, and with its macros replaced by what they stand for in the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeAlias

from hp_lsp.dialects.base import View
from hp_lsp.dialects.gin.effective.applied import Effective
from hp_lsp.dialects.gin.effective.slots import Assignment, macro_slot
from hp_lsp.dialects.gin.tree import (
    BadValue,
    Binary,
    Constant,
    Group,
    MacroUse,
    Mapping,
    Reference,
    Selector,
    Sequence,
    Unary,
    Value,
)

MOST_REPLACED = 200
"""How many macros are replaced in one value: macros of macros can come to any size."""
MOST_DEEP = 60
"""How deep a value is followed, through containers and macros; what is deeper stays as it is written."""
MOST_WIDTH = 100


class Nest(NamedTuple):
    """A container before it is laid out: each item stands behind a text such as `'key': `."""

    opening: str
    items: tuple[tuple[str, Piece], ...]
    closing: str


Piece: TypeAlias = "str | Nest"


Spelling: TypeAlias = Callable[[str, str], str]
"""How to write the selector that the file at a path writes so."""


def as_written(_path: str, selector: str) -> str:
    """Return a selector as its file writes it."""
    return selector


def written(view: View, assignment: Assignment, spelling: Spelling = as_written) -> str:
    """Return the text of a value with its macros as they are, on one line where no literal has several."""
    return _flat(_Writer(view, None, spelling).piece(assignment))


def laid_out(view: View, assignment: Assignment, spelling: Spelling = as_written) -> str:
    """Return the text of a value with its macros as they are; long containers over several lines."""
    return "".join(_laid_out(_Writer(view, None, spelling).piece(assignment)))


def final(view: View, read: Effective, assignment: Assignment, spelling: Spelling = as_written) -> str:
    """Return `written`, each macro replaced by its value when all of `read` has been applied.

    Constants stay, and so do macros that are not defined or need themselves.
    """
    return _flat(_Writer(view, read, spelling).piece(assignment))


class _Writer:
    """Writes one value; with `read`, replaces its macros."""

    def __init__(self, view: View, read: Effective | None, spelling: Spelling) -> None:
        self._view = view
        self._read = read
        self._spelling = spelling
        self._left = MOST_REPLACED
        self._depth = 0
        self._open: set[tuple[str, int]] = set()

    def piece(self, assignment: Assignment) -> Piece:
        self._open.add(assignment.place)
        return "" if assignment.value is None else self._piece(assignment, assignment.value)

    def _piece(self, at: Assignment, value: Value) -> Piece:
        if self._depth == MOST_DEEP:
            return self._source(at, value)
        self._depth += 1
        piece = self._shallow(at, value)
        self._depth -= 1
        return piece

    def _shallow(self, at: Assignment, value: Value) -> Piece:
        match value:
            case Constant():
                return self._constant(at, value)
            case MacroUse(selector):
                return self._macro(at, selector)
            case Reference(selector, evaluated):
                return f"@{self._selector(at, selector)}{'()' if evaluated else ''}"
            case Sequence():
                return self._sequence(at, value)
            case Mapping(items):
                pairs = ((f"{self._dict_key(at, key)}: ", self._piece(at, one)) for key, one in items)
                return Nest("{", tuple(pairs), "}")
            case Group(inner) | Unary("-", inner):  # Gin drops the sign of what is no number
                return self._piece(at, inner)
            case Unary() | Binary() | BadValue():
                return self._source(at, value)

    def _sequence(self, at: Assignment, value: Sequence) -> Piece:
        items = tuple(("", self._piece(at, item)) for item in value.items)
        if value.kind == "list":
            return Nest("[", items, "]")
        return Nest("(", items, ",)" if len(items) == 1 else ")")

    def _dict_key(self, at: Assignment, key: Value) -> str:
        """Return the text of a key; a macro stays where its value is a container, which Gin takes for no key."""
        piece = self._piece(at, key)
        return (
            self._source(at, key) if isinstance(key, MacroUse) and isinstance(piece, Nest) else _flat(piece)
        )

    def _constant(self, at: Assignment, constant: Constant) -> str:
        """Return a literal as it is written; strings joined over several lines are written as one."""
        source = self._source(at, constant)
        return repr(constant.value) if "\n" in source and isinstance(constant.value, str | bytes) else source

    def _source(self, at: Assignment, value: Value) -> str:
        document = self._view.document(at.path)
        return document.text.slice(at.statement.at(value.span)) if document else ""

    def _selector(self, at: Assignment, selector: Selector) -> str:
        path = self._spelling(at.path, selector.text)
        return f"{selector.scope_text}/{path}" if selector.scope else path

    def _macro(self, at: Assignment, selector: Selector) -> Piece:
        name = f"{selector.scope_text}/{selector.text}" if selector.scope else selector.text
        meant = self._meant(at, name)
        if meant is None or meant.value is None or meant.place in self._open or not self._left:
            return f"%{name}"
        self._left -= 1
        self._open.add(meant.place)
        piece = self._piece(meant, meant.value)
        self._open.discard(meant.place)
        return piece

    def _meant(self, at: Assignment, name: str) -> Assignment | None:
        """Return the definition of a macro that counts; None for a constant, and where nothing is to be replaced."""
        is_constant = any(one.constants for one in at.mentioned.macros if one.key == name and not one.defines)
        if self._read is None or is_constant:
            return None
        return self._read.inherited(macro_slot(name))


def _laid_out(piece: Piece, indent: int = 0, used: int = 0) -> Iterator[str]:
    """Yield the text of a piece: one line where it fits, else a line for each item."""
    flat = _flat(piece)
    if isinstance(piece, str) or len(flat) + indent + used <= MOST_WIDTH:
        yield flat
        return
    inner = " " * (indent + 4)
    yield f"{piece.opening}\n"
    for before, item in piece.items:
        yield f"{inner}{before}"
        yield from _laid_out(item, indent + 4, len(before))
        yield ",\n"
    yield " " * indent + piece.closing.lstrip(",")


def _flat(piece: Piece) -> str:
    if isinstance(piece, str):
        return piece
    return piece.opening + ", ".join(before + _flat(item) for before, item in piece.items) + piece.closing
