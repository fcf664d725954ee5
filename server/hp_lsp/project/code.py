"""What the project's Python says: the facts of each file and what the dialects make of them all together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from hp_lsp.dialects.base import Dialect, Document
from hp_lsp.dialects.table import DIALECTS
from hp_lsp.project.facts import Facts
from hp_lsp.project.recent import Recent
from hp_lsp.python.modules import Modules


@dataclass(frozen=True)
class CodeIndex:
    """The facts by path, each dialect's index of them, and what was worked out from both so far."""

    facts: Mapping[str, Facts]
    indexes: Mapping[str, Any]
    modules: Modules
    by_document: dict[tuple[str, str], tuple[Document, Any]] = field(default_factory=dict)
    by_key: Recent = field(default_factory=Recent)


def prepare_code_index(facts: Mapping[str, Facts], modules: Modules) -> Iterator[None]:
    """Read, in small steps, what the index will need of installed packages."""
    for dialect in DIALECTS:
        yield from dialect.prepare(_own(facts, dialect), modules)


def build_code_index(facts: Mapping[str, Facts], modules: Modules) -> CodeIndex:
    """Return the index of all Python files from the facts of each."""
    indexes = {}
    for dialect in DIALECTS:
        indexes[dialect.name] = dialect.index(_own(facts, dialect), modules)
    return CodeIndex(facts, indexes, modules)


def _own(facts: Mapping[str, Facts], dialect: Dialect) -> dict[str, Any]:
    """Return the facts of a dialect by path: in an order that does not tell which file was read first."""
    return {path: told[dialect.name] for path, told in sorted(facts.items()) if dialect.name in told}
