"""What a YAML file is to hpman: the hyper-parameters that it may name, and how it is loaded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from hp_lsp.dialects.base import Document, View
from hp_lsp.dialects.hpman.config.files import loads_of
from hp_lsp.dialects.hpman.config.given import Given, Names, given_in
from hp_lsp.dialects.hpman.config.nodes import Tree
from hp_lsp.dialects.hpman.facts import Call, LoadKind
from hp_lsp.dialects.hpman.index import DIALECT, Hyperparameter, Index
from hp_lsp.dialects.hpman.literals import type_name
from hp_lsp.dialects.hpman.parsing import SEPARATOR


class Known(NamedTuple):
    """The hyper-parameters by name, all that may be meant; the branches above them; and how the file is loaded.

    `kinds` is empty where nobody says how the file is loaded.
    """

    names: Mapping[str, tuple[Hyperparameter, ...]]
    branches: frozenset[str]
    kinds: frozenset[LoadKind]

    @property
    def is_flat(self) -> bool:
        """Whether the file is one of hpargparse, which takes whole names as keys and converts values."""
        return bool(self.kinds) and self.kinds <= {"load", "save"}

    @property
    def is_loaded(self) -> bool:
        """Whether hpargparse certainly loads the file: one that it only writes may be of another day."""
        return self.is_flat and "load" in self.kinds


def known_in(view: View, path: str) -> Known:
    """Return what the YAML file at `path` is to hpman."""
    return view.recall(("hpman.known", path), lambda: _known(view, path))


def configs(view: View) -> Iterator[Document]:
    """Yield hpman's YAML files."""
    for path in view.configs():
        document = view.document(path)
        if document is not None and document.dialect is not None and document.dialect.name == DIALECT:
            yield document


def given(view: View, document: Document) -> tuple[Given, ...]:
    """Return what a YAML file gives values."""

    def compute() -> tuple[Given, ...]:
        known = known_in(view, document.path)
        return tuple(given_in(document.tree, Names(known.names, known.branches)))

    return view.remember(document, "hpman.given", compute)


def judged(view: View, document: Document) -> tuple[Given, ...]:
    """Return what a YAML file gives values, as the rules judge it: nothing where its text breaks off, or is no text."""
    tree: Tree = document.tree
    is_whole = document.undecodable is None and not any(mistake.is_syntax for mistake in tree.mistakes)
    return given(view, document) if is_whole else ()


def first_call(view: View, one: Hyperparameter) -> Call:
    """Return the call of a hyper-parameter that gives its default; without one, the first."""
    index: Index = view.index("hpman")
    return index.calls[one][0].call


def kind_of(view: View, several: tuple[Hyperparameter, ...]) -> str:
    """Return the type of the default, by its name, on which several hyper-parameters agree; empty without one."""
    kinds = {
        type_name(call.default if call.is_literal else None)
        for call in (first_call(view, one) for one in several)
    }
    return kinds.pop() if len(kinds) == 1 else ""


def _known(view: View, path: str) -> Known:
    index: Index = view.index("hpman")
    loads = loads_of(view, path)
    managers = {load.manager for _, load in loads if load.manager} or index.bound
    loaded = [one for origin, load in loads for one in index.loaded_by(load, origin)]
    near = list(dict.fromkeys(loaded)) or index.near(path)
    meant = [one for one in near if one.manager in managers] or near
    names: dict[str, tuple[Hyperparameter, ...]] = defaultdict(tuple)
    branches: set[str] = set()
    for one in meant:
        names[one.name] += (one,)
        parts = one.name.split(SEPARATOR)
        branches.update(SEPARATOR.join(parts[:end]) for end in range(1, len(parts)))
    kinds: set[LoadKind] = {load.kind for _, load in loads}
    if not kinds and index.bound and not any(map(index.is_open_to, {one.manager for one in meant})):
        kinds = {"load"}
    return Known(dict(names), frozenset(branches), frozenset(kinds))
