"""Where Gin finds the file that `include 'path'` names. Asks the project which files exist; reads none.

Gin looks in the folder that the program runs in, then in those given to `gin.add_config_file_search_path`, then among
the resources of importable packages, and never beside the including file (`gin/config.py`, `parse_config_file`).
Nobody knows that folder before the program runs, so the likely ones are tried in order.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Literal, NamedTuple

from hp_lsp.dialects.base import Document, View
from hp_lsp.dialects.gin.code.registry import Registry
from hp_lsp.dialects.gin.configs import is_gin
from hp_lsp.dialects.gin.tree import Import, Include, Statement, Tree
from hp_lsp.python.modules import Missing

How = Literal["absolute", "root", "search path", "package", "ancestor", "beside"]


class Found(NamedTuple):
    """The file an include means, and in which way Gin would find it."""

    path: str
    how: How


def find_include(view: View, path: str, target: str) -> Found | None:
    """Return the file that `include 'target'` in the config at `path` means; None where there is none."""
    return view.once(("gin.find-include", path, target), partial(_find_include, view, path, target))


def _find_include(view: View, path: str, target: str) -> Found | None:
    if "\0" in target:
        return None
    seen: set[str] = set()
    for joined, how in _candidates(view, path, target):
        candidate = os.path.normpath(joined)
        if candidate not in seen and view.exists(candidate):
            return Found(candidate, how)
        seen.add(candidate)
    return None


def include_folders(view: View, path: str) -> tuple[str, ...]:
    """Return the folders in which includes of the config at `path` may be looked up, likeliest first."""
    folders = [folder for folder, _ in _folders(view, path)]
    return tuple(dict.fromkeys(os.path.normpath(folder) for folder in folders))


def searched_folders(view: View, path: str) -> tuple[str, ...]:
    """Return those of them that code or settings name, from which a path is shortest."""
    roots = {os.path.normpath(root) for root in view.roots}
    folders = (os.path.normpath(folder) for folder, how in _folders(view, path) if how != "ancestor")
    return tuple(dict.fromkeys(folder for folder in folders if folder not in roots))


def include_path(folders: Sequence[str], target: str) -> str | None:
    """Return how a config includes the file at `target`, looked up in `folders`; None where none of them holds it."""
    for folder in folders:
        if target.startswith(folder.rstrip(os.sep) + os.sep):
            return os.path.relpath(target, folder).replace(os.sep, "/")
    return None


def _candidates(view: View, path: str, target: str) -> Iterator[tuple[str, How]]:
    if os.path.isabs(target):
        yield target, "absolute"
        return
    beside = os.path.dirname(path)
    ancestors: list[tuple[str, How]] = []
    for folder, how in _folders(view, path):
        if how == "ancestor":
            ancestors.append((folder, "beside" if folder == beside else how))
        else:
            yield os.path.join(folder, target), how
    package = _package_resource(view, target)
    if package is not None:
        yield package, "package"
    for folder, how in [*ancestors[1:], *ancestors[:1]]:
        yield os.path.join(folder, target), how


def _folders(view: View, path: str) -> Iterator[tuple[str, How]]:
    registry: Registry = view.index("gin")
    for folder in (*view.setting("include-roots", path), *view.roots):
        for root in view.roots or ("",):
            yield os.path.join(root, folder), "root"
    for folder in registry.search_paths:
        for root in view.roots or ("",):
            yield os.path.join(root, folder), "search path"
    for folder in _ancestors(path):
        yield folder, "ancestor"


def _ancestors(path: str) -> Iterator[str]:
    """Yield the folder of `path` and those above it; none for a document that is no file."""
    if not os.path.isabs(path):
        return
    folder = os.path.dirname(path)
    while True:
        yield folder
        above = os.path.dirname(folder)
        if above == folder:
            return
        folder = above


def _package_resource(view: View, target: str) -> str | None:
    """Return the place of `pkg/conf/p.gin` beside the module `pkg.conf`, as Gin's resource reader looks it up."""
    folder, name = os.path.split(target)
    package = folder.replace("\\", "/").replace("/", ".")
    if not package or not all(part.isidentifier() for part in package.split(".")):
        return None
    module = view.modules.find(package)
    return None if isinstance(module, Missing) else os.path.join(os.path.dirname(module.path), name)


class Closure(NamedTuple):
    """A config and every config it includes, directly or not.

    `complete`: every include was found and could be read. `paths` are in the order in which they are first reached.
    """

    paths: tuple[str, ...]
    complete: bool


def closure(view: View, path: str) -> Closure:
    """Return what is read when the config at `path` is read; cycles and diamonds are visited once."""
    return view.once(("gin.closure", path), partial(_closure, view, (path,)))


def read_together(view: View, path: str) -> Closure:
    """Return every config that may be read in one run with that at `path`: its includers, and what all of them read."""
    return view.once(("gin.together", path), lambda: _closure(view, (path, *all_includers(view, path))))


def _closure(view: View, starts: tuple[str, ...]) -> Closure:
    seen = dict.fromkeys(starts)
    pending = list(starts)
    complete = True
    while pending:
        path = pending.pop()
        for found in _directly_included(view, path):
            if found is None:
                complete = False
            elif found not in seen:
                seen[found] = None
                pending.append(found)
    return Closure(tuple(seen), complete)


def _directly_included(view: View, path: str) -> tuple[str | None, ...]:
    return view.once(("gin.included", path), partial(_included, view, path))


def _included(view: View, path: str) -> tuple[str | None, ...]:
    """Return the files that a config includes directly; None for each that is not found, and for one not readable."""
    document = view.document(path)
    if document is None or not is_gin(document):
        return (None,)
    found = (find_include(view, path, target) for target in document.summary.includes)
    return tuple(None if one is None else one.path for one in found)


class Way(NamedTuple):
    """How a config includes itself: the files between, in order, and whether no other files may be meant."""

    between: tuple[str, ...]
    certain: bool


def way_back(view: View, path: str, target: str) -> Way | None:
    """Return how `include 'target'` in the config at `path` leads back to that config; None where it does not."""
    start = find_include(view, path, target)
    if start is None or path not in closure(view, start.path).paths:
        return None
    way = [start.path] if start.path == path else _shortest_way(view, start.path, path)
    return Way(tuple(way[:-1]), all(_is_sure(view, *step) for step in zip((path, *way), way, strict=False)))


def _shortest_way(view: View, start: str, end: str) -> list[str]:
    """Return the configs from one that includes another, directly or not, to that other, both with it."""
    came_from = {start: ""}
    pending = [start]
    for path in pending:
        new = [found for found in _directly_included(view, path) if found and found not in came_from]
        came_from.update((found, path) for found in new)
        pending += new
        if end in came_from:
            break
    way = [end]
    while came_from[way[-1]]:
        way.append(came_from[way[-1]])
    return way[::-1]


def _is_sure(view: View, path: str, included: str) -> bool:
    """Tell whether a program finds one config for another or none, wherever in the workspace it is started."""
    registry: Registry = view.index("gin")
    document = view.document(path)
    if registry.has_computed_search_paths or document is None:
        return False
    pairs = zip(document.summary.includes, _directly_included(view, path), strict=False)
    return any(ends_with(view, target) <= {included} for target, found in pairs if found == included)


def ends_with(view: View, target: str) -> frozenset[str]:
    """Return the configs of the workspace that a program started in one of its folders may find by a name."""
    return view.once(("gin.ends-with", target), partial(_ends_with, view, target))


def _ends_with(view: View, target: str) -> frozenset[str]:
    parts = [part for part in os.path.normpath(target).split(os.sep) if part not in ("", ".", "..")]
    end = os.sep + os.path.join(*parts) if parts else ""
    return frozenset(path for path in view.configs() if end and path.endswith(end))


def all_includers(view: View, path: str) -> tuple[str, ...]:
    """Return every config that reads the one at `path`, directly or not, without `path` itself."""
    seen: dict[str, None] = {path: None}
    pending = [path]
    while pending:
        for other in view.includers(pending.pop()):
            if other not in seen:
                seen[other] = None
                pending.append(other)
    return tuple(seen)[1:]


def includes(document: Document) -> Iterator[tuple[str, Include]]:
    """Yield each include of a config with its target as written, in order; `Include.span` counts in its statement."""
    tree: Tree = document.tree
    for statement in tree.reading:
        if isinstance(statement.node, Include):
            yield statement.node.path, statement.node


def imports(document: Document) -> tuple[Import, ...]:
    """Return the imports of a config in order."""
    return tuple(node for _, node in placed_imports(document))


def placed_imports(document: Document) -> tuple[tuple[Statement, Import], ...]:
    """Return the imports of a config in order, each with its statement."""
    tree: Tree = document.tree
    return tuple((one, one.node) for one in tree.reading if isinstance(one.node, Import))
