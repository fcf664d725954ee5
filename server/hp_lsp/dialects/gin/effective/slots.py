"""What each line of one config gives a value to, whatever the spelling. Knows one file, not what it includes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple, TypeAlias

from hp_lsp.dialects.base import Document, View
from hp_lsp.dialects.gin.includes import imports
from hp_lsp.dialects.gin.names import is_dynamic
from hp_lsp.dialects.gin.naming import Bound, MacroSeen
from hp_lsp.dialects.gin.resolve import resolve
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
    """One line that gives a slot a value. `selector` is as written, empty where a macro is written as `m = 1`.

    `name` is the range of the parameter's or macro's name and counts in the file. `value` is None where a sweep gives
    several. `is_known`: the selector means exactly one configurable.
    """

    slot: Slot
    path: str
    statement: Statement
    name: Span
    selector: str
    value: Value | None
    is_known: bool = True

    @property
    def place(self) -> tuple[str, int]:
        """The file and the offset of the name in it: the same for no other assignment."""
        return self.path, self.name.start

    @property
    def left_side(self) -> str:
        """The left side as a line of its own would write it."""
        if not self.selector:
            return self.slot.scope
        path = f"{self.selector}.{self.slot.parameter}"
        return f"{self.slot.scope}/{path}" if self.slot.scope else path


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
    renamed = renamed_modules(document)
    for statement, found in resolve(view, document).parts:
        if isinstance(statement.node, Include):
            yield statement.node
            continue
        for macro in found.macros:
            if macro.defines:
                yield _of_macro(document.path, statement, macro)
        for bound in found.bounds:
            yield _of_parameter(document.path, statement, bound, renamed)


def _of_macro(path: str, statement: Statement, macro: MacroSeen) -> Assignment:
    return Assignment(macro_slot(macro.key), path, statement, statement.at(macro.span), "", macro.value)


def _of_parameter(path: str, statement: Statement, bound: Bound, renamed: Mapping[str, str]) -> Assignment:
    meant = bound.meaning.configurables
    key = meant[0].key if len(meant) == 1 else full_path(bound.selector, renamed)
    slot = Slot(bound.scope, key, bound.parameter)
    return Assignment(
        slot, path, statement, statement.at(bound.span), bound.selector, bound.value, len(meant) == 1
    )


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
