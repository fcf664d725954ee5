"""Hyperion, put together: Gin with another grammar, rules of its own, and sweeps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from hp_lsp.dialects.base import Document, NamedSymbol, Occurrence, Rule, View
from hp_lsp.dialects.completions import CompletionItem
from hp_lsp.dialects.gin.dialect import Gin
from hp_lsp.dialects.gin.tree import Tree
from hp_lsp.dialects.hints import Hint
from hp_lsp.dialects.lists import Listed
from hp_lsp.dialects.refactorings import Refactoring
from hp_lsp.dialects.signatures import Signature
from hp_lsp.dialects.sweeps import Expansion
from hp_lsp.python.modules import Modules
from hp_lsp.python.source import Source
from hp_lsp.text.edits import Edit
from hp_lsp.text.span import Span


class Hyperion(Gin):
    """The dialect of `.hyp` files. The names in them are Gin's, and so are the facts that Python tells."""

    name = "hyperion"
    language_id = "hyperion"
    suffixes: tuple[str, ...] = (".hyp",)
    files_setting = "hyp-files"
    keywords: Mapping[str, str] = {
        **Gin.keywords,
        "with": "with $1:\n\t$0",
        "product": "product:\n\t$0",
        "union": "union:\n\t$0",
        "table": "table $1:\n\t$0",
    }
    code_markers: tuple[bytes, ...] = ()
    script_markers: tuple[bytes, ...] = ()

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rules for sweeps: Gin's on syntax, names, single bindings and values, and Hyperion's own."""
        from hp_lsp.dialects.gin.rules.bindings import BINDING_RULES
        from hp_lsp.dialects.gin.rules.names import NAME_RULES
        from hp_lsp.dialects.gin.rules.syntax import SYNTAX_RULES, VALUE_RULES
        from hp_lsp.dialects.hyperion.rules.every import RULES

        return (*SYNTAX_RULES, *NAME_RULES, *BINDING_RULES, *VALUE_RULES, *RULES)

    @property
    def code_rules(self) -> tuple[Rule, ...]:
        """No rules: the names in Python are Gin's."""
        return ()

    def parse(self, source: str) -> Tree:
        """Return the tree of a sweep."""
        from hp_lsp.dialects.hyperion.syntax import parse

        return parse(source)

    def scan(self, source: Source) -> Any:
        """Return nothing: the registrations are Gin's."""
        return None

    def unread(self, source: Source) -> Any:
        """Return nothing: the registrations are Gin's."""
        return None

    def unplaced(self, source: Source) -> Any:
        """Return nothing: the registrations are Gin's."""
        return None

    def prepare(self, facts: Mapping[str, Any], modules: Modules) -> Iterable[None]:
        """Read nothing: that is Gin's."""
        return ()

    def index(self, facts: Mapping[str, Any], modules: Modules) -> Any:
        """Return nothing: the registry is Gin's."""
        return None

    def code_occurrences(self, view: View, path: str) -> tuple[Occurrence, ...]:
        """Return nothing: the names in Python are Gin's."""
        return ()

    def moved(self, view: View, moves: Mapping[str, str]) -> Iterable[tuple[str, Edit]]:
        """Return nothing: Gin changes sweeps as well."""
        return ()

    def symbol_names(self, view: View) -> Iterable[NamedSymbol]:
        """Return nothing: the names are Gin's."""
        return ()

    def hints(self, view: View, document: Document, within: Span) -> Iterable[Hint]:
        """Return the defaults that lines override, and what macros of one value stand for."""
        from hp_lsp.dialects.gin.hints import hints

        return hints(view, document, within, is_sweep=True)

    def complete(self, view: View, document: Document, offset: int) -> tuple[CompletionItem, ...]:
        """Return what may be written in a sweep; nothing in Python."""
        return () if document.dialect is None else super().complete(view, document, offset)

    def signatures(self, view: View, document: Document, offset: int) -> tuple[Signature, ...]:
        """Return what a call in a sweep may be given."""
        if document.dialect is None:
            return ()
        from hp_lsp.dialects.hyperion.signature import signatures

        return signatures(view, document, offset)

    def refactorings(self, view: View, document: Document, within: Span) -> Iterable[Refactoring]:
        """Return the lines as a block, a block as lines, and lines for what must be bound."""
        from hp_lsp.dialects.gin.refactoring import refactorings

        return refactorings(view, document, within, has_with=True)

    def listed(self, view: View) -> Iterable[Listed]:
        """Return nothing: the parameters are Gin's."""
        return ()

    def expansion(self, document: Document) -> Expansion | None:
        """Return what a sweep generates; None where it has syntax errors."""
        from hp_lsp.dialects.hyperion.expansion import expansion

        return expansion(document)


HYPERION = Hyperion()
