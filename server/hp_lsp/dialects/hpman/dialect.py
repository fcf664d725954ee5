"""hpman, put together: what `hp_lsp.dialects.base.Dialect` asks for, answered by the modules of this folder."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hp_lsp.dialects.base import (
    CompletionItem,
    Declaration,
    Document,
    Expansion,
    Occurrence,
    Rule,
    Summary,
    Symbol,
    View,
)
from hp_lsp.python.modules import Modules
from hp_lsp.python.source import Source


class Hpman:
    """The dialect of hpman's calls in Python. It has no config files of its own yet."""

    name = "hpman"
    language_id = ""
    suffixes: tuple[str, ...] = ()
    files_setting = ""
    rules: tuple[Rule, ...] = ()
    code_markers: tuple[bytes, ...] = (b"hpman",)

    def parse(self, source: str) -> None:
        """Return nothing: there are no config files."""

    def summarize(self, document: Document) -> Summary:
        """Return nothing: there are no config files."""
        return Summary()

    def resolve_include(self, view: View, path: str, target: str) -> str | None:
        """Return nothing: there are no includes."""
        return None

    def scan(self, source: Source) -> Any:
        """Return the hyper-parameters of a Python file."""
        return None

    def index(self, facts: Mapping[str, Any], modules: Modules) -> Any:
        """Return the hyper-parameters of all Python files by name."""
        return None

    def occurrences(self, view: View, document: Document) -> tuple[Occurrence, ...]:
        """Return nothing: there are no config files."""
        return ()

    def code_occurrences(self, view: View, path: str) -> tuple[Occurrence, ...]:
        """Return the hyper-parameters named in a Python file."""
        return ()

    def declarations(self, view: View, symbol: Symbol) -> tuple[Declaration, ...]:
        """Return the calls that give a hyper-parameter its default."""
        return ()

    def describe(self, view: View, symbol: Symbol, path: str) -> str | None:
        """Return Markdown about a hyper-parameter."""
        return None

    def complete(self, view: View, document: Document, offset: int) -> tuple[CompletionItem, ...]:
        """Return the names that may be written inside the string of a call."""
        return ()

    def expansion(self, document: Document) -> Expansion | None:
        """Return nothing: hpman has no sweeps."""
        return None


HPMAN = Hpman()
