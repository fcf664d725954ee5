"""hpman, put together: what `hp_lsp.dialects.base.Dialect` asks for, answered by the modules of this folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from hp_lsp.dialects.base import (
    Declaration,
    Document,
    NamedSymbol,
    Occurrence,
    Refused,
    Role,
    Rule,
    Summary,
    Symbol,
    SymbolKind,
    View,
)
from hp_lsp.dialects.coloring import Mark
from hp_lsp.dialects.completions import CompletionItem
from hp_lsp.dialects.hints import Hint
from hp_lsp.dialects.hpman.index import Index, hyperparameter_of
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


class Hpman:
    """The dialect of hpman's calls in Python, and of the YAML files that give them values."""

    name = "hpman"
    language_id = ""
    has_own_language = False
    suffixes: tuple[str, ...] = ()
    files_setting = "hpman-files"
    keywords: Mapping[str, str] = {}
    code_markers: tuple[bytes, ...] = (b"hpman", b"--hp-")
    script_markers: tuple[bytes, ...] = ()

    @property
    def facts_type(self) -> type[tuple[Any, ...]]:
        """What a Python file tells."""
        from hp_lsp.dialects.hpman.facts import Facts

        return Facts

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules for hpman's YAML files."""
        from hp_lsp.dialects.hpman.rules.files import FILE_RULES

        return FILE_RULES

    @property
    def code_rules(self) -> tuple[Rule, ...]:
        """The rules for hpman's calls."""
        from hp_lsp.dialects.hpman.rules import CODE_RULES

        return CODE_RULES

    @property
    def script_rules(self) -> tuple[Rule, ...]:
        """The rules for command lines in scripts."""
        from hp_lsp.dialects.hpman.rules.scripts import SCRIPT_RULES

        return SCRIPT_RULES

    def parse(self, source: str) -> Any:
        """Return the tree of a YAML file."""
        from hp_lsp.dialects.hpman.config.reading import read

        return read(source)

    def summarize(self, document: Document) -> Summary:
        """Return nothing: what a key means depends on the code alone."""
        return Summary()

    def resolve_include(self, view: View, path: str, target: str) -> str | None:
        """Return nothing: there are no includes."""
        return None

    def scan(self, source: Source) -> Any:
        """Return hpman's calls in a Python file."""
        from hp_lsp.dialects.hpman.code import scan

        return scan(source)

    def unread(self, source: Source) -> Any:
        """Return that nothing is known of a Python file."""
        from hp_lsp.dialects.hpman.facts import Facts

        return Facts(source.path, source.name, broken=True)

    def unplaced(self, source: Source) -> Any:
        """Return that nothing is known: a call of hpman's is its place."""
        return self.unread(source)

    def passing(self, facts: Iterable[Any]) -> frozenset[str]:
        """Return how an import begins that may bring a manager from one of these files."""
        from hp_lsp.dialects.hpman.passing import passing

        return passing(facts)

    def passed(self, source: Source, names: frozenset[str]) -> Any:
        """Return hpman's calls in a Python file that imports what may be a manager."""
        from hp_lsp.dialects.hpman.passing import passed

        return passed(source, names)

    def scan_script(self, path: str, text: str) -> Any:
        """Return the programs that a script runs with flags, and the YAML files that it names."""
        from hp_lsp.dialects.hpman.commands import scan_script

        return scan_script(path, text)

    def named_files(self, view: View) -> Iterable[str]:
        """Return the YAML files that code or scripts load."""
        from hp_lsp.dialects.hpman.config.files import named_files

        return named_files(view)

    def prepare(self, facts: Mapping[str, Any], modules: Modules) -> Iterable[None]:
        """Read nothing: hpman reads no installed package."""
        return ()

    def index(self, facts: Mapping[str, Any], modules: Modules) -> Any:
        """Return the hyper-parameters of all Python files by name."""
        from hp_lsp.dialects.hpman.index import Index

        return Index(facts, modules)

    def occurrences(self, view: View, document: Document) -> tuple[Occurrence, ...]:
        """Return the keys of a YAML file that name hyper-parameters."""
        from hp_lsp.dialects.hpman.config.answers import occurrences

        return tuple(occurrences(view, document))

    def valued(self, view: View, document: Document, offset: int) -> Occurrence | None:
        """Return the hyper-parameter that the value at `offset` of a YAML file is given to."""
        from hp_lsp.dialects.hpman.config.answers import valued

        return valued(view, document, offset)

    def code_occurrences(self, view: View, path: str) -> tuple[Occurrence, ...]:
        """Return the hyper-parameters named in a Python file, or by the flags in a script."""
        return tuple(_occurrences(view.index(self.name), path))

    def declarations(self, view: View, symbol: Symbol) -> tuple[Declaration, ...]:
        """Return the calls that give a hyper-parameter its default; without one, all its calls."""
        index: Index = view.index(self.name)
        places = index.calls.get(hyperparameter_of(symbol), ())
        with_default = [place for place in places if place.call.default is not None]
        return tuple(
            Declaration(place.path, place.call.span, place.call.call) for place in with_default or places
        )

    def registrations(self, view: View, symbol: Symbol) -> tuple[Declaration, ...]:
        """Return nothing: a call is all that hpman needs."""
        return ()

    def describe(self, view: View, symbol: Symbol, path: str) -> str | None:
        """Return Markdown about a hyper-parameter."""
        from hp_lsp.dialects.hpman.describe import describe

        return describe(view, symbol)

    def kind_of(self, view: View, symbol: Symbol) -> SymbolKind | None:
        """Return that every name is one of a parameter."""
        return "parameter"

    def words(self, symbol: Symbol) -> tuple[str, ...]:
        """Return nothing: a key of YAML may be written with escapes, or be one of several that lead to a name."""
        return ()

    def marks(self, view: View, document: Document) -> Iterable[Mark]:
        """Return nothing: numbers and texts of YAML are coloured by every editor."""
        return ()

    def hints(self, view: View, document: Document, within: Span) -> Iterable[Hint]:
        """Return the defaults that the values of a YAML file override."""
        from hp_lsp.dialects.hpman.config.hints import hints

        return hints(view, document, within)

    def complete(self, view: View, document: Document, offset: int) -> tuple[CompletionItem, ...]:
        """Return the names that fit in the string of a call, the keys and values of YAML, or the flags in a script."""
        if document.dialect is not None:
            from hp_lsp.dialects.hpman.config.complete import complete as complete_file

            return tuple(complete_file(view, document, offset))
        from hp_lsp.dialects.hpman.complete import complete
        from hp_lsp.dialects.hpman.complete_flags import complete_flags

        is_python = document.path.endswith(".py")
        flags = () if is_python else tuple(complete_flags(view, document, offset))
        return flags or complete(view, document, offset)

    def signatures(self, view: View, document: Document, offset: int) -> tuple[Signature, ...]:
        """Return what a call of hpman's may be given."""
        if document.dialect is not None:
            return ()
        from hp_lsp.dialects.hpman.signature import signatures

        return signatures(view, document, offset)

    def rename(
        self, view: View, document: Document, occurrence: Occurrence, offset: int
    ) -> Rename | Refused | None:
        """Return every place of a hyper-parameter."""
        from hp_lsp.dialects.hpman.rename import rename

        return rename(view, occurrence.symbols[0])

    def moved(self, view: View, moves: Mapping[str, str]) -> Iterable[tuple[str, Edit]]:
        """Return nothing: hpman's calls name no files of configs."""
        return ()

    def symbol_names(self, view: View) -> Iterable[NamedSymbol]:
        """Return the hyper-parameters of the project."""
        index: Index = view.index(self.name)
        return (NamedSymbol(one.name, one.manager, "parameter", one.symbol) for one in index.calls)

    def outline(self, document: Document) -> tuple[OutlineItem, ...]:
        """Return the keys of a YAML file."""
        from hp_lsp.dialects.hpman.config.answers import outline

        return tuple(outline(document))

    def folds(self, document: Document) -> tuple[Fold, ...]:
        """Return the mappings and lists of a YAML file."""
        from hp_lsp.dialects.hpman.config.answers import folds

        return tuple(folds(document))

    def around(self, document: Document, offset: int) -> Iterable[Span]:
        """Return nothing: YAML is left to its own servers here."""
        return ()

    def formatting(self, document: Document, within: Span | None, unit: str) -> tuple[Edit, ...]:
        """Return nothing: YAML is left to its own servers here."""
        return ()

    def begun_line(self, document: Document, offset: int, unit: str) -> Edit | None:
        """Return nothing: YAML is left to its own servers here."""
        return None

    def refactorings(self, view: View, document: Document, within: Span) -> Iterable[Refactoring]:
        """Return lines for the hyper-parameters to which a YAML file gives no value."""
        from hp_lsp.dialects.hpman.config.missing import added

        return tuple(added(view, document))

    def listed(self, view: View) -> Iterable[Listed]:
        """Return the hyper-parameters of all managers."""
        from hp_lsp.dialects.hpman.listed import listed

        return listed(view)

    def expansion(self, document: Document) -> Expansion | None:
        """Return nothing: hpman has no sweeps."""
        return None


def _occurrences(index: Index, path: str) -> Iterator[Occurrence]:
    for named, call in index.calls_in(path):
        if call.is_plain:
            yield Occurrence(call.span, "use" if call.default is None else "declaration", (named.symbol,))
    for several, flag in index.flags_in(path):
        yield Occurrence(flag.span, "binding", tuple(one.symbol for one in several))
    for named, use in index.uses_in(path):
        if use.is_plain:
            role: Role = "binding" if use.method.startswith("set_") else "use"
            yield Occurrence(use.span, role, (named.symbol,))


HPMAN = Hpman()
