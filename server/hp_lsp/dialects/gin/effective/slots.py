"""What each line of one config gives a value to, whatever the spelling. Knows one file, not what it includes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import NamedTuple, TypeAlias

from hp_lsp.dialects.base import Document, View
from hp_lsp.dialects.gin.names.lookup import is_dynamic
from hp_lsp.dialects.gin.names.mentions import Bound, MacroSeen, Mentions
from hp_lsp.dialects.gin.names.resolve import resolve
from hp_lsp.dialects.gin.runs.includes import imports
from hp_lsp.dialects.gin.tree import Import, Include, Statement, Value
from hp_lsp.text.span import Span

MACRO = "gin.macro"
"""The key of Gin's function that keeps the values of macros: `m = 1` is `m/gin.macro.value = 1`."""


class Slot(NamedTuple):
    """Where Gin keeps one value (a key of `_CONFIG` in `gin/config.py`, and the parameter).

    `key` is the registry key. Where that is not known it is the selector as written, in a file with dynamic
    registration the path that its imports make of it. A macro's name is the scope of the key "gin.macro".
    """

    scope: str
    key: str
    parameter: str

    @property
    def is_macro(self) -> bool:
        """Whether this is the value of a macro."""
        return self.key == MACRO and self.parameter == "value"


class Assignment(NamedTuple):
    """One line that gives a slot a value: the statement, what it binds or defines, and all that it mentions."""

    slot: Slot
    path: str
    statement: Statement
    given: Bound | MacroSeen
    mentioned: Mentions

    @property
    def name(self) -> Span:
        """The range of the parameter's or macro's name in the file."""
        return self.statement.at(self.given.span)

    @property
    def value(self) -> Value | None:
        """The value; None where a sweep gives several."""
        return self.given.value

    @property
    def selector(self) -> str:
        """The selector as written; empty where a macro is written as `m = 1`."""
        return self.given.selector if isinstance(self.given, Bound) else ""

    @property
    def place(self) -> tuple[str, int]:
        """The file and the offset of the name in it: the same for no other assignment."""
        return self.path, self.statement.span.start + self.given.span.start

    @property
    def left_side(self) -> str:
        """The left side as a line of its own would write it."""
        return left_side(self.slot, self.selector)


def left_side(slot: Slot, selector: str) -> str:
    """Return the left side of a line for a slot; without a selector it defines a macro."""
    if not selector:
        return slot.scope
    path = f"{selector}.{slot.parameter}"
    return f"{slot.scope}/{path}" if slot.scope else path


Step: TypeAlias = Assignment | Include


class Steps(NamedTuple):
    """What one config does, in order: its assignments and its includes."""

    steps: tuple[Step, ...]

    def assignments(self) -> Iterator[Assignment]:
        """Yield what the file assigns itself."""
        return (step for step in self.steps if isinstance(step, Assignment))


def macro_slot(name: str) -> Slot:
    """Return the slot of a macro; `name` includes its scope, as in `scope/name`."""
    return Slot(name, MACRO, "value")


def steps(view: View, document: Document) -> Steps:
    """Return what a config does, in order; worked out once for each text of it."""
    return view.remember(document, "gin.steps", lambda: Steps(tuple(_steps(view, document))))


def _steps(view: View, document: Document) -> Iterator[Step]:
    find = partial(_given, renamed_modules(document))
    includes = [one for one in document.tree.reading if isinstance(one.node, Include)]
    for statement, (slot, given, found) in resolve(view, document).each("slots", find):
        while includes and includes[0].span < statement.span:
            yield includes.pop(0).node
        yield Assignment(slot, document.path, statement, given, found)
    yield from (one.node for one in includes)


def _given(
    renamed: Mapping[str, str], found: Mentions
) -> tuple[tuple[Slot, Bound | MacroSeen, Mentions], ...]:
    """Return what a line binds or defines, each with its slot and with the line's mentions."""
    macros = ((macro_slot(macro.key), macro, found) for macro in found.macros if macro.defines)
    return (*macros, *((_slot(bound, renamed), bound, found) for bound in found.bounds))


def _slot(bound: Bound, renamed: Mapping[str, str]) -> Slot:
    meant = bound.meaning.configurables
    key = meant[0].key if len(meant) == 1 else full_path(bound.selector, renamed)
    return Slot(bound.scope, key, bound.parameter)


def renamed_modules(document: Document) -> Mapping[str, str]:
    """Return the modules that a file with dynamic registration calls by another name than their path, by that name.

    Gin's own are left out: a file may not import them by their path.
    """
    if not is_dynamic(document):
        return {}
    named = ((_new_name(one), one) for one in imports(document))
    return {name: one.module for name, one in named if name and not is_gins_own(one)}


def is_gins_own(node: Import) -> bool:
    """Tell whether an import is of Gin or a part of it."""
    return node.names[0].text == "gin"


def _new_name(one: Import) -> str:
    """Return the name that an import gives a module; empty where it is called by its path."""
    if one.alias is not None:
        return one.alias.text
    return one.names[-1].text if one.is_from else ""


def full_path(selector: str, renamed: Mapping[str, str]) -> str:
    """Return a selector with the module's path in place of the file's own name for it."""
    first, dot, rest = selector.partition(".")
    return f"{renamed.get(first, first)}{dot}{rest}"
