"""Gin, put together: what `hp_lsp.dialects.base.Dialect` asks for, answered by the modules of this folder."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from hp_lsp.dialects.base import (
    Declaration,
    Document,
    NamedSymbol,
    Occurrence,
    Refused,
    Rule,
    Summary,
    Symbol,
    SymbolKind,
    View,
)
from hp_lsp.dialects.coloring import Mark
from hp_lsp.dialects.completions import CompletionItem
from hp_lsp.dialects.gin.tree import Tree
from hp_lsp.dialects.hints import Hint
from hp_lsp.dialects.lists import Listed
from hp_lsp.dialects.outlines import Fold, OutlineItem
from hp_lsp.dialects.refactorings import Refactoring
from hp_lsp.dialects.renaming import Rename
from hp_lsp.dialects.signatures import Signature
from hp_lsp.dialects.sweeps import Expansion
from hp_lsp.python.modules import Modules
from hp_lsp.python.source import Source
from hp_lsp.text.edits import Edit
from hp_lsp.text.span import Span

_WRITTEN = frozenset(("configurable", "macro", "constant"))
"""The kinds of symbols that are found by the files in which the last parts of their names stand.

A macro that a scope changes need not name the scope.
"""


class Gin:
    """The dialect of `.gin` files. Stateless; everything heavy is imported when it is first needed."""

    name = "gin"
    language_id = "gin"
    has_own_language = True
    suffixes: tuple[str, ...] = (".gin",)
    files_setting = "gin-files"
    keywords: Mapping[str, str] = {"import": "", "from": "from $1 import $2", "include": "include '$1'"}
    code_markers: tuple[bytes, ...] = (b" gin", b"configurable")
    script_markers: tuple[bytes, ...] = (b"-gin",)

    @property
    def facts_type(self) -> type[tuple[Any, ...]]:
        """What a Python file tells."""
        from hp_lsp.dialects.gin.code.facts import Facts

        return Facts

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules for configs."""
        from hp_lsp.dialects.gin.rules import RULES

        return RULES

    @property
    def code_rules(self) -> tuple[Rule, ...]:
        """The rules for Python files that register with Gin, or give it configs in strings."""
        from hp_lsp.dialects.gin.rules import CODE_RULES

        return CODE_RULES

    @property
    def script_rules(self) -> tuple[Rule, ...]:
        """The rules for command lines that give Gin files and bindings."""
        from hp_lsp.dialects.gin.rules import SCRIPT_RULES

        return SCRIPT_RULES

    def parse(self, source: str) -> Tree:
        """Return the tree of a config."""
        from hp_lsp.dialects.gin.syntax import parse

        return parse(source)

    def summarize(self, document: Document) -> Summary:
        """Return the includes of a config and the macros it defines and uses."""
        from hp_lsp.dialects.gin.summary import summarize

        return summarize(document.text.source, document.tree)

    def resolve_include(self, view: View, path: str, target: str) -> str | None:
        """Return the path of the file that an include means."""
        from hp_lsp.dialects.gin.runs.includes import find_include

        found = find_include(view, path, target)
        return None if found is None else found.path

    def scan(self, source: Source) -> Any:
        """Return what a Python file registers."""
        from hp_lsp.dialects.gin.code.scan import scan

        return scan(source)

    def unread(self, source: Source) -> Any:
        """Return that a Python file may register whatever it mentions."""
        from hp_lsp.dialects.gin.code.passing import unread

        return unread(source)

    def unplaced(self, source: Source) -> Any:
        """Return what the cells of a notebook import, or that they may register whatever they mention."""
        from hp_lsp.dialects.gin.code.scan import unplaced

        return unplaced(source)

    def passing(self, facts: Iterable[Any]) -> frozenset[str]:
        """Return the names of what registers with Gin what it is given."""
        from hp_lsp.dialects.gin.code.passing import passing_names

        return passing_names(facts)

    def passed(self, source: Source, names: frozenset[str]) -> Any:
        """Return that a Python file may register whatever it mentions, through those names."""
        from hp_lsp.dialects.gin.code.passing import passed

        return passed(source, names)

    def scan_script(self, path: str, text: str) -> Any:
        """Return the command lines of a script that give Gin files and bindings."""
        from hp_lsp.dialects.gin.code.commands import scan_script

        return scan_script(path, text)

    def named_files(self, view: View) -> Iterable[str]:
        """Return nothing: configs are known by their names."""
        return ()

    def prepare(self, facts: Mapping[str, Any], modules: Modules) -> Iterable[None]:
        """Read the installed packages that the Python files import, in steps of a file."""
        from hp_lsp.dialects.gin.code.installed import read_installed

        return read_installed(facts, modules, {})

    def index(self, facts: Mapping[str, Any], modules: Modules) -> Any:
        """Return the registry that the Python files come to."""
        from hp_lsp.dialects.gin.code.registry import Registry

        return Registry(facts, modules)

    def occurrences(self, view: View, document: Document) -> tuple[Occurrence, ...]:
        """Return the names in a config."""
        from hp_lsp.dialects.gin.names.resolve import occurrences

        return occurrences(view, document)

    def valued(self, view: View, document: Document, offset: int) -> Occurrence | None:
        """Return the parameter or macro whose value stands at `offset`."""
        from hp_lsp.dialects.gin.names.valued import valued

        return valued(view, document, offset)

    def code_occurrences(self, view: View, path: str) -> tuple[Occurrence, ...]:
        """Return the configurables, parameters and constants that a Python file declares."""
        from hp_lsp.dialects.gin.names.declared import code_occurrences

        return code_occurrences(view, path)

    def declarations(self, view: View, symbol: Symbol) -> tuple[Declaration, ...]:
        """Return where a name is declared, in Python or in configs."""
        from hp_lsp.dialects.gin.names.declared import declarations

        return declarations(view, symbol)

    def registrations(self, view: View, symbol: Symbol) -> tuple[Declaration, ...]:
        """Return the decorators and calls that register a configurable."""
        from hp_lsp.dialects.gin.names.declared import registrations

        return registrations(view, symbol)

    def describe(self, view: View, symbol: Symbol, path: str) -> str | None:
        """Return Markdown about a name."""
        from hp_lsp.dialects.gin.describe import describe

        return describe(view, symbol, path)

    def kind_of(self, view: View, symbol: Symbol) -> SymbolKind | None:
        """Return what a name stands for."""
        from hp_lsp.dialects.gin.names.kinds import kind_of

        return kind_of(view, symbol)

    def words(self, symbol: Symbol) -> tuple[str, ...]:
        """Return the last part of a name, and whose parameter it is; nothing for what goes by more than its name."""
        own, *around = reversed(re.split(r"[./]", symbol.key))
        if symbol.kind == "parameter":
            return (own, *around[:1])
        return (own,) if symbol.kind in _WRITTEN else ()

    def marks(self, view: View, document: Document) -> Iterable[Mark]:
        """Return the words, signs, literals and modules of a config."""
        from hp_lsp.dialects.gin.marks import marks

        return marks(view, document)

    def hints(self, view: View, document: Document, within: Span) -> Iterable[Hint]:
        """Return the defaults that lines override, and what macros stand for."""
        from hp_lsp.dialects.gin.hints import hints

        return hints(view, document, within)

    def complete(self, view: View, document: Document, offset: int) -> tuple[CompletionItem, ...]:
        """Return what may be written in a config, or in what code and scripts give Gin."""
        if document.dialect is None:
            from hp_lsp.dialects.gin.embedded.complete import complete_in_code

            return complete_in_code(view, document, offset)
        from hp_lsp.dialects.gin.complete import complete

        return complete(view, document, offset)

    def signatures(self, view: View, document: Document, offset: int) -> tuple[Signature, ...]:
        """Return nothing: a reference of Gin's takes no arguments."""
        return ()

    def rename(
        self, view: View, document: Document, occurrence: Occurrence, offset: int
    ) -> Rename | Refused | None:
        """Return every place of a name in configs and in Python."""
        from hp_lsp.dialects.gin.rename import rename

        return rename(view, document, occurrence, offset)

    def moved(self, view: View, moves: Mapping[str, str]) -> Iterable[tuple[str, Edit]]:
        """Return the includes, imports and names that must change."""
        from hp_lsp.dialects.gin.moving import moved

        return moved(view, moves)

    def symbol_names(self, view: View) -> Iterable[NamedSymbol]:
        """Return the configurables, parameters, constants and macros of the project."""
        from hp_lsp.dialects.gin.names.symbol_names import symbol_names

        return symbol_names(view)

    def outline(self, document: Document) -> tuple[OutlineItem, ...]:
        """Return the lines and blocks of a config."""
        from hp_lsp.dialects.gin.outline import outline

        return outline(document)

    def folds(self, document: Document) -> tuple[Fold, ...]:
        """Return the blocks, values in brackets, comments and imports of a config."""
        from hp_lsp.dialects.gin.folding import folds

        return folds(document)

    def around(self, document: Document, offset: int) -> Iterable[Span]:
        """Return what a selection at a place of a config may grow to."""
        from hp_lsp.dialects.gin.selection import around

        return around(document, offset)

    def formatting(self, document: Document, within: Span | None, unit: str) -> tuple[Edit, ...]:
        """Return the changes of blanks that make a config canonical."""
        from hp_lsp.dialects.gin.formatting.edits import formatting

        return formatting(document, unit, within)

    def begun_line(self, document: Document, offset: int, unit: str) -> Edit | None:
        """Return the indentation of a line below one that heads a block."""
        from hp_lsp.dialects.gin.formatting.typed import begun_line

        return begun_line(document, offset, unit)

    def refactorings(self, view: View, document: Document, within: Span) -> Iterable[Refactoring]:
        """Return the lines as a block, a block as lines, and lines for what must be bound."""
        from hp_lsp.dialects.gin.refactoring import refactorings

        return refactorings(view, document, within)

    def listed(self, view: View) -> Iterable[Listed]:
        """Return the parameters that the code registers or configs bind."""
        from hp_lsp.dialects.gin.listed import listed

        return listed(view)

    def expansion(self, document: Document) -> Expansion | None:
        """Return nothing: plain Gin has no sweeps."""
        return None


GIN = Gin()
