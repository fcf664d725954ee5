"""Finds Python modules in source folders and among installed packages, as Python's own import system would.

Reads files, each when it is first asked for; imports nothing. Open documents stand in for their files.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from hp_lsp.project.cache.cache import Cache
from hp_lsp.project.facts import NOTHING, Scanned
from hp_lsp.project.failures import READING, Failures
from hp_lsp.project.files import MOST_CODE_BYTES, read_bytes, settled, stamp, walk
from hp_lsp.project.layout import PACKAGING_FILES, declared_folders
from hp_lsp.project.other_code import is_main
from hp_lsp.python.module import Module, read_module
from hp_lsp.python.modules import Missing
from hp_lsp.python.source import Source
from hp_lsp.text.decoding import decode_python

_COMPILED = (".so", ".pyd", ".pyx", ".pyc")
_INIT = "__init__.py"

T = TypeVar("T")


class ModuleFinder:
    """The modules of a project: its own, the standard library's, and those of installed packages.

    `source_roots` are folders, relative to each of `roots`, from which modules are imported before the roots and
    their `src`. What is `excluded` below the roots is never read. Used by one thread.
    """

    def __init__(
        self,
        roots: Sequence[str],
        source_roots: Sequence[str] = (),
        package_folders: Sequence[str] = (),
        excluded: Callable[[str], bool] = lambda _: False,
        cache: Cache | None = None,
        failures: Failures | None = None,
    ) -> None:
        self.cache = cache or Cache()
        self.failures = failures or Failures()
        self._project_prefixes = tuple(os.path.join(os.path.realpath(root), "") for root in roots)
        self._excluded = excluded
        self._given = (tuple(roots), tuple(source_roots))
        self._roots = _source_folders(roots, source_roots)
        self._names: dict[str, str] = {}
        self._has_moved = False
        self._detected: dict[str, tuple[str, ...]] = {}
        self._root_by_folder: dict[str, str | None] = {}
        self._others = (os.path.dirname(os.__file__), *package_folders)
        self._installed_prefixes = tuple(os.path.join(folder, "") for folder in package_folders)
        self._recalled: dict[tuple[str, ...], Any] = {}
        self._open: dict[str, str] = {}
        self._by_path: dict[str, Module | Missing] = {}
        self._stale: set[str] = set()
        self._by_name: dict[str, Module | Missing] = {}
        self._listings: dict[str, frozenset[str]] = {}
        self._portions: dict[str, tuple[str, ...]] = {}

    # --- what is asked ----------------------------------------------------------------------------------------

    def find(self, name: str, importer: str = "") -> Module | Missing:
        """Return the module that `import name` gives in the file at `importer`, by its absolute dotted name."""
        if importer and not self._in_package(importer):
            beside = self._beside(name, os.path.dirname(importer))
            if beside is not None:
                return beside
        if name not in self._by_name:
            self._by_name[name] = self._find(name)
        return self._by_name[name]

    def at(self, path: str) -> Module | Missing:
        """Return the module of the file at `path`, whatever its name."""
        return self._read(path, self.module_name(path))

    def module_name(self, path: str) -> str:
        """Return the dotted name that the file at `path` is imported by.

        A file in a package is named from its outermost package on; another from the source folder it lies in.
        """
        self._names[path] = self._name(path)
        return self._names[path]

    def _name(self, path: str) -> str:
        if is_main(path):
            return "__main__"
        folder, file = os.path.split(path)
        names = [] if file == _INIT else [os.path.splitext(file)[0]]
        while _INIT in self._listing(folder):
            folder, package = os.path.split(folder)
            names.insert(0, package)
        root = self._root_of(folder)
        if folder != root and len(names) > (file != _INIT):
            self._detect(names[0], folder)
        elif root is not None and folder != root:
            names = [*os.path.relpath(folder, root).split(os.sep), *names]
        return ".".join(names)

    def installed(
        self, dialect: str, package: str, markers: Sequence[bytes], scan: Callable[[Source], T | None]
    ) -> Iterator[T | None]:
        """Yield what each file of a package that holds one of `markers` says; the project's own are left."""
        module = self.find(package)
        if isinstance(module, Missing) or self._is_own(module.path):
            return
        for path in _code_of(module):
            yield self._installed_file(dialect, path, markers, scan)

    def data_files(self, package: str, ending: str) -> tuple[str, ...]:
        """Return the files of an installed package whose names end so; none for a package of the project's own."""
        module = self.find(package)
        if isinstance(module, Missing) or not module.is_package or self._is_own(module.path):
            return ()
        found = (
            path for _, files in walk(os.path.dirname(module.path)) for path in files if path.endswith(ending)
        )
        return self.recall(("data files", package, ending), lambda: tuple(found))

    def recall(self, key: tuple[str, ...], compute: Callable[[], T]) -> T:
        """Return what `compute` gives, worked out once for the packages that are installed."""
        if key not in self._recalled:
            self._recalled[key] = compute()
        found: T = self._recalled[key]
        return found

    # --- what changes -----------------------------------------------------------------------------------------

    def show(self, path: str, text: str | None) -> None:
        """Take the text of an open document instead of its file from now on; None when it is closed."""
        if text is None:
            self._open.pop(path, None)
        else:
            self._open[path] = text
        if self._by_path.pop(path, None) is not None:
            self._stale.add(path)
            self._by_name.clear()

    def keep(self, module: Module) -> None:
        """Take a module that was just read, so that its file is not read again."""
        self._by_path[module.path] = module
        self._by_name.clear()

    def forget(self, path: str) -> bool:
        """Read the file at `path` anew when it is next asked for; tell whether an answer may depend on it."""
        known = self._by_path.pop(path, None) is not None or path in self._stale
        self._stale.discard(path)
        came_or_went = self._is_new(path) or not os.path.exists(path)
        if known or came_or_went:
            self._by_name.clear()
        if came_or_went or os.path.basename(path) in PACKAGING_FILES:
            self._has_moved = True
            self._portions.clear()
            self._root_by_folder.clear()
            for folder in _ancestors(path):
                self._listings.pop(folder, None)
        return known or came_or_went

    def renamed(self) -> list[str]:
        """Return the files that are imported by another name than they were, since others came or went."""
        if not self._has_moved:
            return []
        self._has_moved = False
        self._roots = _source_folders(*self._given)
        self._detected.clear()
        self._root_by_folder.clear()
        self._by_name.clear()
        before, self._names = self._names, {}
        there = [path for path in before if path in self._open or os.path.exists(path)]
        found = [path for path in there if self.module_name(path) != before[path]]
        for path in found:
            self._by_path.pop(path, None)
        return found

    # --- how it is done ---------------------------------------------------------------------------------------

    def _installed_file(
        self, dialect: str, path: str, markers: Sequence[bytes], scan: Callable[[Source], T | None]
    ) -> T | None:
        key = f"{dialect} in {path}"  # the same file may be the workspace's, too, and is searched for more there
        seen = stamp(path)
        told = self.cache.recall(key, seen, NOTHING, lambda _: self.module_name(path))
        if told is None:
            seen = settled(seen)
            data = read_bytes(path, MOST_CODE_BYTES)
            if data is None:
                return None
            is_marked = any(marker in data for marker in markers)
            told = (
                self._scan_installed(dialect, path, decode_python(data), scan) if is_marked else Scanned({})
            )
            if path not in self.failures.paths:
                self.cache.keep(key, seen, data, NOTHING, told)
        found: T | None = told.facts.get(dialect)
        return found

    def _scan_installed(
        self, dialect: str, path: str, text: str, scan: Callable[[Source], T | None]
    ) -> Scanned:
        name = self.module_name(path)
        try:
            source = Source(text, name, path)
            facts = scan(source)
            module = source.module
        except Exception as problem:
            self.failures.note(path, READING, text, problem)
            return Scanned({dialect: scan(Source("", name, path))})
        self._by_path.setdefault(path, module)
        return Scanned({} if facts is None else {dialect: facts}, marked=frozenset((dialect,)), module=module)

    def _find(self, name: str) -> Module | Missing:
        parent, _, last = name.rpartition(".")
        if not last.isidentifier():
            return Missing.ABSENT
        if name == "__main__":
            return Missing.UNKNOWN
        if not parent:
            return self._search(name, last, self._folders(last)) or Missing.UNKNOWN
        package = self.find(parent)
        if isinstance(package, Missing):
            return package
        uncertain = package.is_open or package.broken
        if not package.is_package:
            return Missing.UNKNOWN if uncertain else Missing.ABSENT
        portions = self._portions.get(parent)
        found = self._search(name, last, portions or (os.path.dirname(package.path),))
        return found or (Missing.UNKNOWN if uncertain or portions else Missing.ABSENT)

    def _search(self, name: str, last: str, folders: Sequence[str]) -> Module | Missing | None:
        portions = []
        for folder in folders:
            listing = self._listing(folder)
            if last in listing and _INIT in self._listing(os.path.join(folder, last)):
                return self._read(os.path.join(folder, last, _INIT), name)
            if f"{last}.py" in listing:
                return self._read(os.path.join(folder, f"{last}.py"), name)
            if any(entry.startswith(f"{last}.") and entry.endswith(_COMPILED) for entry in listing):
                return Missing.UNKNOWN
            if last in listing and os.path.isdir(os.path.join(folder, last)):
                portions.append(os.path.join(folder, last))
        if not portions:
            return None
        self._portions[name] = tuple(portions)
        return Module(name, os.path.join(portions[0], ""), is_package=True)

    def _beside(self, name: str, folder: str) -> Module | Missing | None:
        """Return the module that a script's own folder has under `name`."""
        first, *rest = name.split(".")
        if rest or folder in self._roots or f"{first}.py" not in self._listing(folder):
            return None
        return self._search(name, first, (folder,))

    def _folders(self, top: str) -> tuple[str, ...]:
        """Return the folders in which the module or package `top` may be.

        A package that lies in some other folder of the project is taken only where nothing else is called so.
        """
        detected = self._detected.get(top, ())
        if not detected:
            return (*self._roots, *self._others)
        alone = len(detected) == 1 and not any(self._has(folder, top) for folder in self._others)
        return (*self._roots, *detected) if alone else self._roots

    def _has(self, folder: str, name: str) -> bool:
        return not self._listing(folder).isdisjoint((name, f"{name}.py"))

    def _detect(self, top: str, folder: str) -> None:
        known = self._detected.get(top, ())
        if folder not in known and folder not in self._others:
            self._detected[top] = (*known, folder)
            self._by_name.clear()

    def _is_new(self, path: str) -> bool:
        """Tell whether a listing lacks the file or a folder above it."""
        child = path
        for folder in _ancestors(path):
            if folder in self._listings and os.path.basename(child) not in self._listings[folder]:
                return True
            child = folder
        return False

    def _in_package(self, path: str) -> bool:
        return _INIT in self._listing(os.path.dirname(path))

    def _read(self, path: str, name: str) -> Module | Missing:
        if path not in self._by_path:
            self._by_path[path] = self._read_file(path, self._names.get(path, name))
        return self._by_path[path]

    def _is_own(self, path: str) -> bool:
        """Tell whether a file is in the project's own folders, wherever links lead; packages in them are not."""
        real = os.path.realpath(path)
        return real.startswith(self._project_prefixes) and not path.startswith(self._installed_prefixes)

    def _read_file(self, path: str, name: str) -> Module | Missing:
        if self._is_own(path) and self._excluded(path):
            return Missing.UNKNOWN
        if path in self._open:
            return self._read_text(self._open[path], name, path)
        known = self.cache.module(path, name)
        if known is not None:
            return known
        seen = settled(stamp(path))
        data = read_bytes(path, MOST_CODE_BYTES)
        if data is None:
            return Missing.UNKNOWN
        module = self._read_text(decode_python(data), name, path)
        if not isinstance(module, Missing):
            self.cache.keep_module(module, seen, data)
        return module

    def _read_text(self, text: str, name: str, path: str) -> Module | Missing:
        """Return the picture of a text; where making it fails, nothing of the module is known."""
        if not self.failures.is_set_aside(path, READING, text):
            try:
                return read_module(text, name, path)
            except Exception as problem:
                self.failures.note(path, READING, text, problem)
        return Missing.UNKNOWN

    def _listing(self, folder: str) -> frozenset[str]:
        if folder not in self._listings:
            try:
                self._listings[folder] = frozenset(os.listdir(folder or "."))
            except (OSError, ValueError):
                self._listings[folder] = frozenset()
        return self._listings[folder]

    def _root_of(self, folder: str) -> str | None:
        """Return the innermost source folder that holds `folder`, be it that of a project inside the project."""
        if folder not in self._root_by_folder:
            holding = [root for root in self._roots if _holds(root, folder)]
            found = max(holding, key=len, default=None)
            self._root_by_folder[folder] = self._inner_root(folder, found) or found
        return self._root_by_folder[folder]

    def _inner_root(self, folder: str, outer: str | None) -> str | None:
        """Return the source folder of the nearest project with packaging files below `outer` that holds `folder`."""
        if outer is None or folder == outer:
            return None
        for above in (folder, *_ancestors(os.path.join(folder, ""))):
            if above == outer:
                return None
            if not self._listing(above).isdisjoint(PACKAGING_FILES):
                own = _source_folders((above,), ())
                found = max((one for one in own if _holds(one, folder)), key=len)
                if found != above:
                    self._detect_all(found)
                return found
        return None

    def _detect_all(self, root: str) -> None:
        """Let every package and module right in a source folder be found there."""
        for entry in self._listing(root):
            name = entry.removesuffix(".py")
            if name.isidentifier() and name not in ("setup", "conftest", "test", "tests"):
                self._detect(name, root)


def _code_of(module: Module) -> Iterator[str]:
    """Yield the Python files of a module or package, those of its tests apart."""
    if not module.is_package:
        yield module.path
        return
    for folder, files in walk(os.path.dirname(module.path)):
        if os.path.basename(folder) not in ("test", "tests", "testing"):
            yield from (path for path in files if path.endswith(".py") and not path.endswith("_test.py"))


def _ancestors(path: str) -> Iterator[str]:
    """Yield the folder of `path` and those above it."""
    folder = os.path.dirname(path)
    while folder != path:
        yield folder
        path, folder = folder, os.path.dirname(folder)


def _holds(root: str, folder: str) -> bool:
    return folder == root or folder.startswith(os.path.join(root, ""))


def _source_folders(roots: Sequence[str], source_roots: Sequence[str]) -> tuple[str, ...]:
    own = [os.path.normpath(os.path.join(root, folder)) for folder in source_roots for root in roots]
    usual = [
        folder for root in roots for folder in (*declared_folders(root), root, os.path.join(root, "src"))
    ]
    return tuple(dict.fromkeys(folder for folder in (*own, *usual) if os.path.isdir(folder)))
