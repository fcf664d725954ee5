"""What the Python files of a project said when they were last read: for each as long as it surely is what it was.

A file's times and size tell that, or else its content. A file that says nothing is kept by its times alone: it is found
out by a look at its content, which is what the cache is to save. Any doubt means that nothing is known. Knows neither
how files are read nor what they say.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple, TypeVar

from hp_lsp.dialects.table import DIALECTS
from hp_lsp.project.cache.codec import DAMAGED, Codec, codec_of
from hp_lsp.project.cache.file import as_json, digest, load, pack, path_for, save, unpack
from hp_lsp.project.facts import NOTHING, Passing, Scanned
from hp_lsp.project.files import Stamp, stamp
from hp_lsp.python.module import Module

ENOUGH = (20, 2_000)
ENOUGH_AT_END = (1, 200)
"""So many newly read files are worth writing a file for: those that say something, and those that do not."""


class Kept(NamedTuple):
    """What is kept of a file that says something. `stamp` is None where times do not tell one content from the next.

    `passing` stands for the names that were looked for. `module` is the name that the file is imported by, None where
    nothing depends on it.
    """

    stamp: Stamp | None
    digest: str
    passing: str
    module: str | None
    parsed: bool
    marked: frozenset[str]


class KeptModule(NamedTuple):
    """What is kept of a module's picture: the content that it is of, and the name under which that was read."""

    stamp: Stamp | None
    digest: str
    name: str


Row = TypeVar("Row", Kept, KeptModule)


class Cache:
    """What is known of files, by path. Without `is_kept`, or a place for it, nothing ever is. Used by one thread."""

    def __init__(self, roots: Sequence[str] = (), *, is_kept: bool = False) -> None:
        self._roots = tuple(roots)
        self._is_kept = is_kept
        self._path = path_for(roots) if is_kept else None
        self._is_loaded = False
        self._silent: dict[str, Any] = {}
        """The times and size of each file that says nothing, and for which names it was searched, if for any."""
        self._saying: dict[str, tuple[Kept, bytes]] = {}
        self._modules: dict[str, tuple[KeptModule, bytes]] = {}
        self._used: set[str] = set()
        self._new = (0, 0)
        self._passing: tuple[Passing, str] = (NOTHING, "")

    def of(self, roots: Sequence[str]) -> Cache:
        """Return the cache, kept or not as this one is, of a project with other folders."""
        return self if tuple(roots) == self._roots else Cache(roots, is_kept=self._is_kept)

    # --- between runs -----------------------------------------------------------------------------------------

    def load(self) -> None:
        """Take what an earlier run has kept, once."""
        if self._path is None or self._is_loaded:
            return
        self._is_loaded = True
        found = load(self._path, self._roots)
        if found is None:
            return
        table, texts = found
        try:
            saying, rest = _with_texts(table["saying"], codec_of(Kept), texts)
            modules, _ = _with_texts(table["modules"], codec_of(KeptModule), rest)
            self._silent, self._saying, self._modules = {**table["silent"]}, saying, modules
        except DAMAGED:
            pass

    def save(self, *, at_end: bool = False) -> None:
        """Keep for later runs what this one has used, if enough of it is new; all files must have been asked for."""
        enough = ENOUGH_AT_END if at_end else ENOUGH
        if self._path is None or all(new < most for new, most in zip(self._new, enough, strict=True)):
            return
        self._new = (0, 0)
        silent = {path: row for path, row in self._silent.items() if path in self._used}
        saying = {path: row for path, row in self._saying.items() if self._is_current(path, row[0])}
        modules = {path: row for path, row in self._modules.items() if self._is_current(path, row[0])}
        table = {
            "silent": silent,
            "saying": _rows(saying, codec_of(Kept)),
            "modules": _rows(modules, codec_of(KeptModule)),
        }
        save(self._path, self._roots, table, [text for _, text in (*saying.values(), *modules.values())])

    def _is_current(self, path: str, kept: Kept | KeptModule) -> bool:
        return path in self._used or (kept.stamp is not None and kept.stamp == stamp(path))

    # --- files ------------------------------------------------------------------------------------------------

    def recall(
        self, path: str, seen: Stamp | None, passing: Passing, name_of: Callable[[str], str]
    ) -> Scanned | None:
        """Return what the file at `path` says if it is as it was by its times and size; None where that is not known.

        `passing` are the names to look for, `name_of` tells the name that a file is imported by.
        """
        if self._path is None or seen is None:
            return None
        silent = self._silent.get(path)
        if type(silent) is list and silent[:3] == list(seen):
            if passing and silent[3:] != [self._print(passing)]:
                return None
            self._used.add(path)
            return Scanned({})
        known = self._saying.get(path)
        return self._told(path, passing, name_of) if known and known[0].stamp == seen else None

    def recall_content(
        self, path: str, seen: Stamp | None, data: bytes, passing: Passing, name_of: Callable[[str], str]
    ) -> Scanned | None:
        """Return what the file says if its content is what it was; `seen` are its times, if they are settled."""
        known = self._saying.get(path)
        if known is None or known[0].digest != digest(data):
            return None
        told = self._told(path, passing, name_of)
        if told is not None:
            self._count(silent=1)
            _renew(self._saying, path, known[0].digest, seen)
            _renew(self._modules, path, known[0].digest, seen)
        return told

    def keep(self, path: str, seen: Stamp | None, data: bytes, passing: Passing, told: Scanned) -> None:
        """Keep what was read of a file; `seen` are its times before it was read, None where they are not settled."""
        if self._path is None:
            return
        self._used.add(path)
        self._silent.pop(path, None)
        self._saying.pop(path, None)
        searched = self._print(passing)
        if not told.facts and told.module is None and told.parsed and not told.marked:
            if seen is not None:
                self._silent[path] = [*seen, searched] if searched else [*seen]
                self._count(silent=1)
            return
        try:
            text = pack({name: _facts_codec(name).encode(one) for name, one in told.facts.items()})
        except DAMAGED:
            return
        name = told.module.name if told.module else None
        self._saying[path] = (Kept(seen, digest(data), searched, name, told.parsed, told.marked), text)
        self._count(saying=1)
        if told.module is not None:
            self.keep_module(told.module, seen, data)

    # --- modules ----------------------------------------------------------------------------------------------

    def module(self, path: str, name: str) -> Module | None:
        """Return the picture of the file at `path`, read as the module `name`, if it is as it was; else None."""
        kept, text = self._modules.get(path, (None, b""))
        if kept is None or kept.name != name or kept.stamp is None or kept.stamp != stamp(path):
            return None
        try:
            found: Module = codec_of(Module).decode(unpack(text))
        except DAMAGED:
            del self._modules[path]
            return None
        self._used.add(path)
        return found

    def keep_module(self, module: Module, seen: Stamp | None, data: bytes) -> None:
        """Keep the picture of a file with this content."""
        if self._path is None:
            return
        try:
            text = pack(codec_of(Module).encode(module))
        except DAMAGED:
            self._modules.pop(module.path, None)
            return
        self._modules[module.path] = (KeptModule(seen, digest(data), module.name), text)
        self._used.add(module.path)
        self._count(saying=1)

    # --- how it is done ---------------------------------------------------------------------------------------

    def _told(self, path: str, passing: Passing, name_of: Callable[[str], str]) -> Scanned | None:
        kept, text = self._saying[path]
        is_other_search = kept.passing != self._print(passing)
        if is_other_search and passing:
            return None
        if is_other_search and not kept.marked:
            self._used.add(path)
            return Scanned({})
        try:
            told = unpack(text).items()
            wanted = kept.marked if is_other_search else frozenset(name for name, _ in told)
            facts = {name: _facts_codec(name).decode(one) for name, one in told if name in wanted}
        except DAMAGED:
            del self._saying[path]
            return None
        if kept.module is not None and kept.module != name_of(path):
            return None
        self._used.add(path)
        return Scanned(facts, kept.parsed, kept.marked)

    def _count(self, *, saying: int = 0, silent: int = 0) -> None:
        self._new = (self._new[0] + saying, self._new[1] + silent)

    def _print(self, passing: Passing) -> str:
        """Return what stands for names that are looked for; empty for none."""
        if self._passing[0] is not passing:
            names = {dialect: sorted(found) for dialect, found in sorted(passing.items())}
            self._passing = (passing, digest(as_json(names)) if passing else "")
        return self._passing[1]


def _renew(table: dict[str, tuple[Row, bytes]], path: str, content: str, seen: Stamp | None) -> None:
    """Note the times of a file whose content is what it was."""
    known = table.get(path)
    if known is not None and known[0].digest == content:
        table[path] = (known[0]._replace(stamp=seen), known[1])


@cache
def _facts_codec(dialect: str) -> Codec:
    """Return how the facts of a dialect are written; raises LookupError where there is no such dialect."""
    kind: Any = {one.name: one.facts_type for one in DIALECTS}[dialect]
    return codec_of(kind)


def _rows(kept: Mapping[str, tuple[Any, bytes]], codec: Codec) -> dict[str, Any]:
    """Return what stands in the table for each path, with the length of its text."""
    return {path: [codec.encode(row), len(text)] for path, (row, text) in kept.items()}


def _with_texts(rows: Any, codec: Codec, texts: bytes) -> tuple[dict[str, Any], bytes]:
    """Return each row with its text, and the texts that are left; raises what damage may raise."""
    found = {}
    start = 0
    for path, (row, length) in rows.items():
        if type(length) is not int or not 0 <= length <= len(texts) - start:
            raise ValueError(length)
        found[path] = (codec.decode(row), texts[start : start + length])
        start += length
    return found, texts[start:]
