"""The project frozen in one moment. Every request answers from one; nothing in it changes but what it remembers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from hp_lsp.dialects.base import Dialect, Document, Occurrence, Summary, Symbol
from hp_lsp.dialects.table import DIALECTS
from hp_lsp.project.code import CodeIndex
from hp_lsp.project.configs import ConfigIndex
from hp_lsp.project.disk import Disk
from hp_lsp.project.failures import Failures, summary_of
from hp_lsp.project.folder_settings import Settings
from hp_lsp.project.membership import Named, dialect_of, is_code
from hp_lsp.project.other_code import is_other_code, python_in
from hp_lsp.python.modules import Modules

T = TypeVar("T")


@dataclass(frozen=True)
class Snapshot:
    """Open documents over files on disk, settings, and the indexes of configs and code (a `View`)."""

    roots: tuple[str, ...]
    settings: Settings
    open_documents: Mapping[str, Document]
    disk: Disk
    config_index: ConfigIndex
    code: CodeIndex
    complete: bool
    """Whether the whole workspace has been read. Until then nothing is known not to exist."""
    half_written: frozenset[str] = frozenset()
    """The open Python files that cannot be parsed now: what is known of them was told by an earlier text."""
    known: dict[tuple[str, ...], Any] = field(default_factory=dict)
    files: Mapping[str, Any] = field(default_factory=dict)
    """Every file of the workspace that was read, by path."""
    named: Named = field(default_factory=dict)
    """The config files that code or scripts name, whatever they are called."""
    failures: Failures = field(default_factory=Failures)
    """Where this program failed."""

    def setting(self, name: str, path: str) -> Any:
        """Return the value of a setting by its name, as it holds for the file at `path`."""
        return self.settings.of(path)[name]

    @property
    def modules(self) -> Modules:
        """The Python modules that can be read."""
        return self.code.modules

    def document(self, path: str) -> Document | None:
        """Return the file as open in the editor, else as on disk; None where neither can be read."""
        opened = self.open_documents.get(path)
        return opened or self.disk.document(path, lambda: self.dialect_of(path))

    def dialect_of(self, path: str) -> Dialect | None:
        """Return the dialect of a config file; None for Python and everything else."""
        return dialect_of(path, self.settings, self.roots, self.named)

    def exists(self, path: str) -> bool:
        """Tell whether there is a regular file at `path`, on disk or open."""
        return path in self.open_documents or self.disk.is_file(path)

    def is_folder(self, path: str) -> bool:
        """Tell whether there is a folder at `path`."""
        return self.disk.is_folder(path)

    def index(self, dialect: str) -> Any:
        """Return what the dialect of that name made of the project's Python."""
        return self.code.indexes[dialect]

    def occurrences(self, path: str) -> tuple[Occurrence, ...]:
        """Return every name in the document at `path`, in order of the text."""
        document = self.document(path)
        if document is None:
            return ()
        return self.remember(document, "occurrences", lambda: self._find_occurrences(document))

    def remember(self, document: Document, key: str, compute: Callable[[], T]) -> T:
        """Return what `compute` gives, worked out once for this text of the document and this state of the code."""
        known = self.code.by_document.get((key, document.path))
        if known is not None and known[0] is document:
            found: T = known[1]
            return found
        found = compute()
        self.code.by_document[key, document.path] = (document, found)
        return found

    def recall(self, key: tuple[str, ...], compute: Callable[[], T]) -> T:
        """Return what `compute` gives, worked out once for this state of the code while it is asked for."""
        return self.code.by_key.get(key, compute)

    def once(self, key: tuple[str, ...], compute: Callable[[], T]) -> T:
        """Return what `compute` gives, worked out once for this snapshot."""
        if key not in self.known:
            self.known[key] = compute()
        found: T = self.known[key]
        return found

    def _find_occurrences(self, document: Document) -> tuple[Occurrence, ...]:
        if document.dialect is not None:
            return document.dialect.occurrences(self, document)
        if document.path in self.half_written:
            return ()
        found = [one for dialect in DIALECTS for one in dialect.code_occurrences(self, document.path)]
        return tuple(sorted(found, key=lambda occurrence: occurrence.span))

    def configs(self) -> tuple[str, ...]:
        """Return the config files of the workspace and the open ones outside it, sorted."""
        return tuple(sorted({*self.config_index.summaries, *self._open_summaries}))

    def code_files(self) -> tuple[str, ...]:
        """Return the Python files that say something to some dialect, sorted."""
        return tuple(sorted(self.code.facts))

    def python_files(self) -> tuple[str, ...]:
        """Return the Python files of the workspace and the open ones outside it, sorted; they may say nothing."""
        opened = (path for path, document in self.open_documents.items() if document.is_code)
        return tuple(sorted({*filter(is_code, self.files), *opened}))

    def other_code(self) -> Iterator[tuple[str, str]]:
        """Yield the paths of the notebooks, and of the scripts without a suffix, with the Python in them, sorted.

        They are not followed: an open notebook, which is, is none of them.
        """
        known = frozenset(self.python_files())
        for path in sorted(self.files):
            if path not in known and is_other_code(path, self.roots):
                document = self.document(path)
                if document is not None:
                    yield path, python_in(path, document.text.source).text

    def includers(self, path: str) -> tuple[str, ...]:
        """Return the config files that include the one at `path` directly, sorted."""
        saved = (
            other for other in self.config_index.includers.get(path, ()) if other not in self._open_summaries
        )
        opened = (
            other
            for other, summary in self._open_summaries.items()
            if path in self._included_by_open(other, summary)
        )
        return tuple(sorted((*saved, *opened)))

    def defining(self, symbol: Symbol) -> tuple[str, ...]:
        """Return the config files whose summary defines `symbol`, sorted."""
        saved = (
            path for path in self.config_index.defining.get(symbol, ()) if path not in self._open_summaries
        )
        opened = (path for path, summary in self._open_summaries.items() if symbol in summary.defines)
        return tuple(sorted((*saved, *opened)))

    def using(self, symbol: Symbol) -> tuple[str, ...]:
        """Return the config files that may use `symbol`, sorted."""
        saved = (path for path in self.config_index.using.get(symbol, ()) if path not in self._open_summaries)
        opened = (path for path, summary in self._open_summaries.items() if symbol in summary.uses)
        return tuple(sorted((*saved, *opened)))

    def definitions(self) -> Iterable[Symbol]:
        """Return every symbol that some config file defines, as last read, and those of open documents."""
        opened = (symbol for summary in self._open_summaries.values() for symbol in summary.defines)
        return dict.fromkeys((*self.config_index.defining, *opened))

    @cached_property
    def _open_summaries(self) -> Mapping[str, Summary]:
        return {
            path: summary_of(document, self.failures)
            for path, document in self.open_documents.items()
            if document.dialect is not None
        }

    def _included_by_open(self, path: str, summary: Summary) -> Iterator[str]:
        document = self.open_documents[path]
        if document.dialect is None:
            return
        for target in summary.includes:
            found = document.dialect.resolve_include(self, path, target)
            if found is not None:
                yield found
