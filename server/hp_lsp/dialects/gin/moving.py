"""What configs must say after files have been moved: includes, imports, and names that hold the name of a module.

Judges from where the files stand now; an include that keeps its meaning where it goes is left as it is.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping

from hp_lsp.dialects.base import Document, View
from hp_lsp.dialects.gin.code.configurable import Configurable
from hp_lsp.dialects.gin.configs import is_gin
from hp_lsp.dialects.gin.embedded.configs import embedded
from hp_lsp.dialects.gin.embedded.inner_view import inner_view
from hp_lsp.dialects.gin.names.mentions import Named
from hp_lsp.dialects.gin.names.resolve import resolve
from hp_lsp.dialects.gin.runs.includes import include_folders, include_path
from hp_lsp.dialects.gin.tree import Import
from hp_lsp.python.modules import Missing
from hp_lsp.text.edits import Edit
from hp_lsp.text.span import Span

_LITERAL = re.compile(r"""(['"]?)([^'"\\]*)\1""")
"""A path with its quotes, without them on a command line."""


def moved(view: View, moves: Mapping[str, str]) -> Iterator[tuple[str, Edit]]:
    """Yield the edits, each with its path, that files need when each file of `moves` goes to its new path."""
    found = (_renamed_module(view, path, target) for path, target in moves.items())
    modules = {old: new for renamed in found for old, new in renamed}
    words = {*map(os.path.basename, moves), *(module.rpartition(".")[2] for module in modules)}
    for path in (*view.configs(), *view.code_files()):
        document = view.document(path)
        if document is None or not (path in moves or any(word in document.text.source for word in words)):
            continue  # what names a moved file holds its name: the other files need not be understood
        for edit in _edits(view, document, moves, modules):
            if document.text.slice(edit.span) != edit.text:
                yield path, edit


def _edits(
    view: View, document: Document, moves: Mapping[str, str], modules: Mapping[str, str]
) -> Iterator[Edit]:
    yield from _includes(view, document, moves)
    if modules and is_gin(document):
        yield from _of_modules(view, document, modules)
    elif modules and document.dialect is None:
        yield from dict.fromkeys(_outside(view, document, modules))


def _outside(view: View, document: Document, modules: Mapping[str, str]) -> Iterator[Edit]:
    """Yield the changes of configs in the strings of Python or on the command lines of a script."""
    for one in embedded(view, document):
        for edit in _of_modules(inner_view(view, one.document), one.document, modules):
            span = one.mapping.exactly(edit.span)
            if span is not None:
                yield Edit(span, edit.text)


def _of_modules(view: View, document: Document, modules: Mapping[str, str]) -> Iterator[Edit]:
    yield from _imports(view, document, modules)
    yield from _names(view, document, modules)


def _includes(view: View, document: Document, moves: Mapping[str, str]) -> Iterator[Edit]:
    for occurrence in view.occurrences(document.path):
        targets = [
            symbol.key for symbol in occurrence.symbols if symbol.kind == "file" and symbol.key in moves
        ]
        literal = _LITERAL.fullmatch(document.text.slice(occurrence.span)) if targets else None
        if literal is not None:
            written = _new_path(view, document.path, literal[2], targets[0], moves)
            if written is not None and written != literal[2]:
                yield Edit(Span(*literal.span(2)).shifted(occurrence.span.start), written)


def _new_path(view: View, path: str, written: str, target: str, moves: Mapping[str, str]) -> str | None:
    """Return how to include a file where it goes; by the folder from which it is included now, if that holds it."""
    goal = moves[target]
    if os.path.isabs(written):
        return goal
    ending = os.sep + os.path.normpath(written)
    folder = target[: -len(ending)] if target.endswith(ending) else ""
    if path in moves and os.path.relpath(target, os.path.dirname(path)) == os.path.relpath(
        goal, os.path.dirname(moves[path])
    ):
        is_found_beside = folder and folder not in view.roots and path.startswith(folder + os.sep)
        if is_found_beside:
            return None
    folders = (folder, *include_folders(view, path)) if folder else include_folders(view, path)
    return include_path(folders, goal)


def _renamed_module(view: View, path: str, target: str) -> Iterator[tuple[str, str]]:
    """Yield the name of the module at `path` and the one that it gets at `target`, if both are below one folder."""
    module = view.modules.at(path) if path.endswith(".py") and target.endswith(".py") else Missing.ABSENT
    if isinstance(module, Missing) or not module.name:
        return
    root = os.path.dirname(path)
    is_package = os.path.basename(path) == "__init__.py"
    for _ in range(module.name.count(".") + is_package):
        root = os.path.dirname(root)
    if target.startswith(root.rstrip(os.sep) + os.sep):
        parts = os.path.relpath(target, root).removesuffix(".py").split(os.sep)
        parts = parts[:-1] if parts[-1] == "__init__" else parts
        if parts and all(part.isidentifier() for part in parts):
            yield module.name, ".".join(parts)


def _imports(view: View, document: Document, modules: Mapping[str, str]) -> Iterator[Edit]:
    for statement, _ in resolve(view, document).parts:
        node = statement.node
        if not isinstance(node, Import) or node.module not in modules:
            continue
        package, _, name = modules[node.module].rpartition(".")
        if node.is_from and package:
            yield Edit(statement.at(node.names[-1].span), name)
            yield Edit(statement.at(Span(node.names[0].span.start, node.names[-2].span.end)), package)
        elif node.is_from:
            yield Edit(statement.at(Span(0, node.names[-1].span.end)), f"import {name}")
        else:
            yield Edit(statement.at(node.span), modules[node.module])


def _names(view: View, document: Document, modules: Mapping[str, str]) -> Iterator[Edit]:
    """Yield the changes of names of configurables that begin with a part of the old name of their module."""
    for statement, named in resolve(view, document).selectors():
        meant = named.meaning.configurables
        if len(meant) == 1 and meant[0].module in modules and not _names_its_module(view, meant[0]):
            prefix = _new_prefix(named, meant[0], modules[meant[0].module])
            if prefix:
                start = statement.at(named.span).start
                yield Edit(Span(start, start + len(named.text) - len(meant[0].name) - 1), prefix)


def _new_prefix(named: Named, meant: Configurable, module: str) -> str:
    """Return what stands before a configurable's name when its module is called `module`; empty for no change."""
    before = named.text.removesuffix(f".{meant.name}")
    old = meant.module.split(".")
    parts = before.split(".")
    if before == named.text or old[-len(parts) :] != parts or "".join(named.text.split()) != named.text:
        return ""
    return module if parts == old else ".".join(module.split(".")[-len(parts) :])


def _names_its_module(view: View, meant: Configurable) -> bool:
    """Tell whether a configurable is registered under a module that the code names, wherever the code stands."""
    at = meant.registered_at
    document = view.document(at.path) if at else None
    return at is None or document is None or "module" in document.text.slice(at.span)
