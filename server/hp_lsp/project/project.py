"""The project as it changes: what is open, what is on disk, and the work that a change makes necessary.

The one object with state below the server. It is used by one thread; what takes long is done in the small steps of
`work` and `poll`, between which everything else may be asked.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from typing import Any

from hp_lsp.dialects.base import Dialect, Document, Summary
from hp_lsp.dialects.table import CODE_SUFFIX, PYTHON, dialect_of_language
from hp_lsp.project.cache.cache import Cache
from hp_lsp.project.code import CodeIndex, build_code_index, prepare_code_index
from hp_lsp.project.config_file import FILE_NAMES, stamps
from hp_lsp.project.configs import ConfigIndex, build_config_index
from hp_lsp.project.disk import Disk
from hp_lsp.project.environment import find_packages
from hp_lsp.project.facts import NOTHING, SILENT, Facts, Passing, Scanned
from hp_lsp.project.failures import Failures, summary_of
from hp_lsp.project.files import MOST_CONFIG_BYTES, Stamp, find_changed, is_binary, read_bytes, stamp, walk
from hp_lsp.project.folder_settings import NOWHERE, Given, Settings, read_folder_settings
from hp_lsp.project.membership import NOTHING as NOTHING_NAMED
from hp_lsp.project.membership import Named, dialect_of, find_named, is_code, is_excluded
from hp_lsp.project.modules import ModuleFinder
from hp_lsp.project.other_code import is_main, is_other_code, is_script
from hp_lsp.project.progress import Progress
from hp_lsp.project.replaced import Replaced
from hp_lsp.project.scanning import passing_names, read_code, read_text
from hp_lsp.project.snapshot import Snapshot
from hp_lsp.text.lines import Text


class Project:
    """Workspace folders, open documents and indexes. `snapshot` is how anything is asked of it."""

    settings: Settings
    messages: tuple[str, ...]
    """What could not be taken of the settings, in sentences."""
    has_settings: bool
    """Whether the settings files that are there could be read."""
    unread_configs: set[str]
    """The configs that are there and could not be read: not permitted, or too large."""
    _finder: ModuleFinder
    _disk: Disk
    _stamps: dict[str, Stamp | None]
    _facts: dict[str, Facts]
    _summaries: dict[str, Summary]
    _passing: Passing
    _told: dict[str, Scanned]
    """What each Python file told last."""
    _named: Named
    """The config files that code or scripts name, whatever they are called."""
    _queue: dict[str, None]
    _stale_code: set[str]
    _half_written: set[str]
    """The open Python files that cannot be parsed now: their facts are those of an earlier text."""
    _configs: ConfigIndex
    _code: CodeIndex
    _snapshot: Snapshot | None

    def __init__(
        self, roots: Sequence[str], settings: Mapping[str, Any] | None = None, *, is_kept: bool = False
    ) -> None:
        self.roots: tuple[str, ...] = tuple(roots)
        self._cache = Cache(roots, is_kept=is_kept)
        self.failures = Failures()
        self._generation = 0
        self._given = Given(settings or {})
        self._open: dict[str, Document] = {}
        self._replaced = Replaced()
        self._restart()

    # --- what changes -----------------------------------------------------------------------------------------

    def open(self, path: str, language_id: str, text: Text) -> None:
        """Take the text of a document from the editor from now on; `path` may be any URI."""
        is_code = language_id == PYTHON and (is_main(path) or is_other_code(path, self.roots))
        self._show(path, text, dialect_of_language(language_id), is_code=is_code)

    def change(self, path: str, text: Text) -> None:
        """Take a new text of an open document."""
        known = self._open[path]
        self._show(path, text, known.dialect, is_code=known.is_code)

    def close(self, path: str) -> None:
        """Take the document from disk again."""
        if self._is_code(path):
            self._finder.show(path, None)
        self._open.pop(path, None)
        self._half_written.discard(path)
        self._snapshot = None
        self.files_changed((path,))

    def files_changed(self, paths: Iterable[str]) -> None:
        """Note that files were created, changed or deleted on disk; `work` looks at them."""
        changed = tuple(paths)
        if any(path.endswith(FILE_NAMES) for path in changed):
            self._restart()
            return
        self._queue.update(dict.fromkeys(changed))
        self._disk = self._disk.without(changed)
        self._generation += 1

    def set_roots(self, roots: Sequence[str]) -> None:
        """Work on other workspace folders from now on."""
        self.roots = tuple(roots)
        self._cache = self._cache.of(roots)
        self._restart()

    def set_settings(
        self, settings: Mapping[str, Any], by_folder: Mapping[str, Mapping[str, Any]] = NOWHERE
    ) -> tuple[str, ...]:
        """Take new settings from the editor; return a message for each that is refused.

        `by_folder` are those of workspace folders that have others.
        """
        self._given = Given(settings, by_folder)
        self._restart()
        return self.messages

    # --- what is asked ----------------------------------------------------------------------------------------

    @property
    def generation(self) -> int:
        """Grows when what is known of a document may have changed by something other than its own text."""
        self._generation += self._replaced.take_changed(self._open, self.failures)
        return self._generation

    def snapshot(self) -> Snapshot:
        """Return the project as it is now."""
        self._read_open_code()
        if self._snapshot is None or self._snapshot_is_stale():
            self._snapshot = Snapshot(
                self.roots,
                self.settings,
                dict(self._open),
                self._disk,
                self._configs,
                self._code,
                self._complete,
                frozenset(self._half_written),
                files=self._stamps,
                named=self._named,
                failures=self.failures,
            )
        return self._snapshot

    def work(self) -> Iterator[Progress]:
        """Do what is pending, in steps of a few milliseconds; exhausted when the project is up to date."""
        if self._walk_pending:
            self._cache.load()
            yield from self._walk()
        done = yield from self._read_queue(0)
        if self._code_changed:
            for _ in prepare_code_index(dict(self._facts), self._finder):
                yield Progress(done, done, "")
            self._build_code()
            yield Progress(done, done, "")
        if (done or self._configs_changed) and self._queue_named():
            done = yield from self._read_queue(done)
        if self._configs_changed:
            yield from self._build_configs(done)
        self.keep(at_end=False)

    def keep(self, *, at_end: bool = True) -> None:
        """Write what the files say to the user's cache, if enough of it is new; `at_end` of the run less is enough."""
        if self._complete:
            self._cache.save(at_end=at_end)

    def _read_queue(self, done: int) -> Generator[Progress, None, int]:
        """Read the files that wait; return how many files are done then."""
        while self._queue or self._queue_renamed() or self._queue_users():
            path = next(iter(self._queue))
            del self._queue[path]
            self._read(path)
            done += 1
            yield Progress(done, done + len(self._queue), path)
        return done

    def poll(self) -> Iterator[None]:
        """Look for changes on disk in small steps and queue them for `work`; for clients that tell of none."""
        if stamps(self.roots) != self._known_settings:
            self._restart()
            return
        changed = yield from find_changed(self.roots, self._belongs, self._stamps, self._open)
        if changed:
            self.files_changed(changed)

    # --- how it is done ---------------------------------------------------------------------------------------

    def _restart(self) -> None:
        """Forget everything that was read: settings, roots or the environment changed."""
        self._known_settings = stamps(self.roots)
        self.settings, refusals, self.has_settings = read_folder_settings(self.roots, self._given)
        packages = find_packages(self.settings.by_root("python", self.roots), self.roots)
        self.messages = (*refusals, *packages.missing)
        self._finder = ModuleFinder(
            self.roots,
            self.settings.folders("source-roots", self.roots),
            packages.folders,
            self._is_excluded,
            self._cache,
            self.failures,
        )
        self._disk = Disk()
        self._stamps = {}
        self._facts = {}
        self._summaries = {}
        self.unread_configs = set()
        self._passing = NOTHING
        self._told = {}
        self._named = NOTHING_NAMED
        for path, document in self._open.items():
            if self._is_code(path):
                self._finder.show(path, document.text.source)
        self._queue = dict.fromkeys(self._open)
        self._stale_code = {path for path in self._open if self._is_code(path)}
        self._half_written = set()
        self._configs = ConfigIndex()
        self._code = build_code_index({}, self._finder)
        self._walk_pending = bool(self.roots)
        self._complete = False
        self._code_changed = self._configs_changed = False
        self._snapshot = None
        self._generation += 1

    def _show(self, path: str, text: Text, dialect: Dialect | None, *, is_code: bool) -> None:
        """Take a text; one that is too long for a config is of no dialect."""
        dialect = dialect or self._dialect_of(path)
        known = dialect if len(text) <= MOST_CONFIG_BYTES else None
        self._replace(path, Document(path, text, known, is_code=is_code or path.endswith(CODE_SUFFIX)))

    def _replace(self, path: str, document: Document) -> None:
        before = self._open.get(path)
        self._open[path] = document
        self._snapshot = None
        if self._is_code(path) and document.dialect is None:
            self._finder.show(path, document.text.source)
            self._stale_code.add(path)
        if not document.is_code:
            self._replaced.note(path, before)

    def _snapshot_is_stale(self) -> bool:
        old = self._snapshot
        return old is None or (
            old.disk is not self._disk
            or old.code is not self._code
            or old.config_index is not self._configs
            or old.complete != self._complete
        )

    def _read_open_code(self) -> None:
        """Read the Python that was edited since the last snapshot, so that its names stand where they stand now.

        What a file told last holds while it is half written and cannot be parsed.
        """
        changed = False
        for path in sorted(self._stale_code):
            document = self._open.get(path)
            if document is not None:
                text, is_python = document.text.source, document.is_code
                told = read_text(path, text, self._finder, self._passing, is_python=is_python)
                (self._half_written.discard if told.parsed else self._half_written.add)(path)
                if told.parsed or path not in self._facts:
                    changed |= self._set_facts(path, told)
        self._stale_code.clear()
        if changed:
            self._build_code()

    def _queue_renamed(self) -> bool:
        """Queue the files that are imported by another name now; return whether there are any."""
        for path in self._finder.renamed():
            self._stale_code.add(path)
            self._queue[path] = None
        return bool(self._queue)

    def _queue_users(self) -> bool:
        """Queue the files that may say something by names that others pass on, where those names have changed.

        Return whether there are any.
        """
        passing = passing_names(self._facts.values())
        if passing == self._passing:
            return False
        changed = {
            name for name in {**passing, **self._passing} if passing.get(name) != self._passing.get(name)
        }
        self._passing = passing
        silent = (path for path in self._stamps if not changed <= self._told.get(path, SILENT).marked)
        self._queue.update((path, None) for path in silent if is_code(path) or is_script(path))
        return bool(self._queue)

    def _queue_named(self) -> bool:
        """Queue the config files that code or scripts name, or name no more; return whether there are any."""
        named = find_named(self.snapshot(), self._is_excluded)
        changed = [path for path in {**named, **self._named} if named.get(path) is not self._named.get(path)]
        if not changed:
            return False
        self._named = named
        self._disk = self._disk.without(changed)
        self._snapshot = None
        self._queue.update(dict.fromkeys(changed))
        for path in changed:
            if path in self._open:
                self._show(path, self._open[path].text, None, is_code=False)
        return True

    def _dialect_of(self, path: str) -> Dialect | None:
        return dialect_of(path, self.settings, self.roots, self._named)

    def _set_facts(self, path: str, told: Scanned) -> bool:
        """Take the facts of a Python file; tell whether anything has to be worked out anew."""
        facts = told.facts
        self._told[path] = told
        depended_on = self._complete and self._finder.forget(path)
        if not depended_on and self._facts.get(path, {}) == facts:
            return False
        if facts:
            self._facts[path] = facts
        else:
            self._facts.pop(path, None)
        return True

    def _walk(self) -> Iterator[Progress]:
        self._walk_pending = False
        for root in self.roots:
            for folder, files in walk(root):
                if folder != root and self._is_excluded(folder):
                    continue
                self._queue.update((path, None) for path in files if self._belongs(path))
                yield Progress(0, len(self._queue), folder)
        self._code_changed = self._configs_changed = True

    def _is_excluded(self, path: str) -> bool:
        return is_excluded(path, self.settings, self.roots)

    def _belongs(self, path: str) -> bool:
        if not self._is_code(path) and self._dialect_of(path) is None:
            return False
        return not self._is_excluded(path)

    def _is_code(self, path: str) -> bool:
        if is_code(path) or is_script(path) or is_other_code(path, self.roots):
            return True
        return path in self._open and self._open[path].is_code

    def _read(self, path: str) -> None:
        self._stamps[path] = stamp(path)
        if self._stamps[path] is None:
            del self._stamps[path]
        if self._is_code(path):
            if path not in self._open:
                seen = self._stamps.get(path)
                told = read_code(path, self._finder, self._passing, seen, self._told.get(path))
                self._code_changed |= self._set_facts(path, told)
        elif self._belongs(path):
            self._read_config(path)
        else:
            self._stamps.pop(path, None)
            self._configs_changed |= self._summaries.pop(path, None) is not None
            self._code_changed |= path in self._facts and self._set_facts(path, SILENT)

    def _read_config(self, path: str) -> None:
        data = read_bytes(path, MOST_CONFIG_BYTES)
        is_unread = data is None and path in self._stamps
        (self.unread_configs.add if is_unread else self.unread_configs.discard)(path)
        document = self._disk.document(path, lambda: self._dialect_of(path))
        is_config = document is not None and data is not None and not is_binary(data)
        summary = summary_of(document, self.failures) if document and is_config else None
        if summary is None:
            self._configs_changed |= self._summaries.pop(path, None) is not None
        elif self._summaries.get(path) != summary:
            self._summaries[path] = summary
            self._configs_changed = True

    def _build_code(self) -> None:
        self._code_changed = False
        self._code = build_code_index(dict(self._facts), self._finder)
        self._configs_changed = True
        self._snapshot = None
        self._generation += 1

    def _build_configs(self, done: int) -> Iterator[Progress]:
        self._configs_changed = False
        view = self.snapshot()
        included: dict[str, tuple[str, ...]] = {}
        for path, summary in list(self._summaries.items()):
            document = view.document(path)
            if document is None or document.dialect is None or not summary.includes:
                continue
            dialect = document.dialect
            found = (dialect.resolve_include(view, path, target) for target in summary.includes)
            included[path] = tuple(target for target in found if target is not None)
            yield Progress(done, done, path)
        self._configs = build_config_index(dict(self._summaries), included)
        self._complete = bool(self.roots)
        self._snapshot = None
        self._generation += 1
