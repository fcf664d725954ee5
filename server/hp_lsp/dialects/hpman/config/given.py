"""The hyper-parameters that a YAML file gives values, by their names. Knows its tree and which names there are."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import NamedTuple

from hp_lsp.dialects.hpman.config.nodes import Mapping, Node, Scalar, Tree
from hp_lsp.dialects.hpman.parsing import SEPARATOR

IS_DICT = "__is_dict__"
"""The key by which `set_tree` tells a value that is a dict from a part of the tree."""


class Given(NamedTuple):
    """A key and its value. `name` is the whole name, of which `key` is the last part where it is nested."""

    name: str
    key: Scalar
    value: Node
    is_nested: bool
    inside: tuple[Scalar, ...]
    """The keys around it, outermost first."""


class Names(NamedTuple):
    """Names of hyper-parameters, and the names of the branches above them."""

    leaves: Container[str]
    branches: Container[str]


def given_in(tree: Tree, names: Names) -> Iterator[Given]:
    """Yield what a file gives values, in order of the text; a mapping below the name of a branch is its names."""
    if isinstance(tree.root, Mapping):
        yield from _given(tree.root, (), names)


def _given(mapping: Mapping, inside: tuple[Scalar, ...], names: Names) -> Iterator[Given]:
    for key, value in mapping.entries:
        if not isinstance(key, Scalar) or key.tag == "!!merge" or key.text == IS_DICT:
            continue
        name = SEPARATOR.join((*(one.text for one in inside), key.text))
        is_branch = name in names.branches and name not in names.leaves
        if is_branch and isinstance(value, Mapping) and not _is_dict(value):
            yield from _given(value, (*inside, key), names)
        else:
            yield Given(name, key, value, bool(inside), inside)


def _is_dict(mapping: Mapping) -> bool:
    return any(isinstance(key, Scalar) and key.text == IS_DICT for key, _ in mapping.entries)
