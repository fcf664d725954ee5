"""The config that a file and all it includes come to: lines that Gin can load. Knows no output format."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from hp_lsp.dialects.base import Document, View
from hp_lsp.dialects.gin.configs import gin_config_at
from hp_lsp.dialects.gin.effective.applied import Effective, effective
from hp_lsp.dialects.gin.effective.required import is_required
from hp_lsp.dialects.gin.effective.slots import (
    Assignment,
    Slot,
    full_path,
    is_gins_own,
    left_side,
    renamed_modules,
)
from hp_lsp.dialects.gin.effective.texts import Spelling, as_written, final, laid_out, written
from hp_lsp.dialects.gin.names.lookup import DYNAMIC_REGISTRATION, is_dynamic, lookup
from hp_lsp.dialects.gin.names.resolve import resolve
from hp_lsp.dialects.gin.runs.includes import imports
from hp_lsp.dialects.gin.tree import Import
from hp_lsp.python.modules import Found


class Line(NamedTuple):
    """The value that a slot has in the end: the left side and the value as Gin loads them.

    `final` is the value on one line with its macros replaced, if `has_macros`. `required`: it is `%gin.REQUIRED`, left
    open for others to bind. `source` is the line that wins, `overridden` are those before it with their values, latest
    first.
    """

    key: str
    value: str
    final: str
    has_macros: bool
    required: bool
    source: Assignment
    overridden: tuple[tuple[str, Assignment], ...]

    @property
    def slot(self) -> Slot:
        """Where Gin keeps the value."""
        return self.source.slot


class FinalConfig(NamedTuple):
    """Imports as lines of text, then macros, then parameters by key, scope and name; and the files that were read."""

    imports: tuple[str, ...]
    lines: tuple[Line, ...]
    paths: tuple[str, ...]


def final_config(view: View, path: str) -> FinalConfig:
    """Return what reading the config at `path` comes to; what cannot be read is left out."""
    read = effective(view, path)
    documents = [document for one in read.paths if (document := gin_config_at(view, one))]
    dynamic = any(is_dynamic(document) for document in documents)
    spelling = partial(_python_path, view) if dynamic else as_written
    slots = sorted(read.slots, key=lambda slot: (not slot.is_macro, slot.key, slot.scope, slot.parameter))
    lines = tuple(_line(view, read, slot, spelling) for slot in slots)
    imported = _dynamic_imports(view, documents) if dynamic else _imports(documents)
    return FinalConfig(tuple(dict.fromkeys(imported)), lines, read.paths)


def _line(view: View, read: Effective, slot: Slot, spelling: Spelling) -> Line:
    *before, winner = read.slots[slot]
    meant = final(view, read, winner, spelling)
    return Line(
        _key(winner, spelling),
        laid_out(view, winner, spelling),
        meant,
        meant != written(view, winner, spelling),
        is_required(read, winner),
        winner,
        tuple((written(view, one, spelling), one) for one in reversed(before)),
    )


def _key(assignment: Assignment, spelling: Spelling) -> str:
    selector = assignment.selector
    return left_side(assignment.slot, spelling(assignment.path, selector) if selector else "")


def _imports(documents: list[Document]) -> Iterator[str]:
    return (_import_text(node) for document in documents for node in imports(document))


def _import_text(node: Import) -> str:
    alias = f" as {node.alias.text}" if node.alias else ""
    if node.is_from:
        return f"from {'.'.join(name.text for name in node.names[:-1])} import {node.names[-1].text}{alias}"
    return f"import {node.module}{alias}"


# --- dynamic registration -----------------------------------------------------------------------------------------


def _dynamic_imports(view: View, documents: list[Document]) -> Iterator[str]:
    """Yield the imports of a file with dynamic registration in which every selector is a Python path."""
    package, _, name = DYNAMIC_REGISTRATION.rpartition(".")
    yield f"from {package} import {name}"
    for document in documents:
        for node in imports(document):
            if node.module != DYNAMIC_REGISTRATION:
                yield _import_text(node) if is_gins_own(node) else f"import {node.module}"
        if not is_dynamic(document):
            yield from (f"import {module}" for module in _modules_needed(view, document))


def _python_path(view: View, path: str, selector: str) -> str:
    """Return the Python path of what the config at `path` calls by a selector."""
    document = view.document(path)
    if document is None:
        return selector
    if is_dynamic(document):
        return full_path(selector, renamed_modules(document))
    meant = lookup(view, document).meaning(selector).configurables
    if len(meant) != 1:
        return selector
    found = meant[0].meaning
    return f"{found.module.name}.{found.qualname}" if isinstance(found, Found) else meant[0].key


def _modules_needed(view: View, document: Document) -> Iterator[str]:
    """Yield the modules of what a config without dynamic registration names."""
    for _, named in resolve(view, document).selectors():
        meant = named.meaning.configurables
        if len(meant) == 1 and isinstance(meant[0].meaning, Found):
            yield meant[0].meaning.module.name
