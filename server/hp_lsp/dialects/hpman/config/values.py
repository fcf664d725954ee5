"""The plain Python values that `yaml.safe_load` makes of a tree: numbers, texts, lists and dicts. Runs no code."""

from __future__ import annotations

from typing import Any

from hp_lsp.dialects.hpman.config.nodes import Alias, Mapping, Node, Scalar, Tree
from hp_lsp.dialects.hpman.config.reading import DEEPEST

_MOST_PARTS = 10_000
"""Aliases may name aliases, and so a small file stand for more values than there is memory."""


class NoValueError(Exception):
    """There is no plain value: the loader fails, or it is something that is not built here."""


def value_of(tree: Tree, node: Node) -> Any:
    """Return the value of a node. Raises NoValueError where there is none, or it is not a plain one."""
    return _Builder(tree).value(node, 0)


class _Builder:
    """Builds one value, of a bounded size."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._parts = 0

    def value(self, node: Node, depth: int) -> Any:
        """Return the value of a node `depth` levels below the first."""
        self._parts += 1
        if self._parts > _MOST_PARTS or depth > DEEPEST:
            raise NoValueError
        found = self._tree.at(node)
        if found is None or isinstance(found, Alias):
            raise NoValueError
        if isinstance(found, Scalar):
            return _scalar(found)
        if isinstance(found, Mapping):
            return self._mapping(found, depth)
        if found.tag != "!!seq":
            raise NoValueError
        return [self.value(item, depth + 1) for item in found.items]

    def _mapping(self, node: Mapping, depth: int) -> dict[Any, Any]:
        if node.tag != "!!map" or any(
            isinstance(one.key, Scalar) and one.key.tag == "!!merge" for one in node.entries
        ):
            raise NoValueError
        pairs = [(self.value(key, depth + 1), self.value(value, depth + 1)) for key, value in node.entries]
        try:
            return dict(pairs)
        except TypeError as problem:
            raise NoValueError from problem


def _scalar(node: Scalar) -> Any:
    from yaml.constructor import SafeConstructor
    from yaml.nodes import ScalarNode

    build = {
        "!!null": SafeConstructor.construct_yaml_null,
        "!!bool": SafeConstructor.construct_yaml_bool,
        "!!int": SafeConstructor.construct_yaml_int,
        "!!float": SafeConstructor.construct_yaml_float,
        "!!str": SafeConstructor.construct_yaml_str,
        "!!timestamp": SafeConstructor.construct_yaml_timestamp,
    }.get(node.tag)
    if build is None:
        raise NoValueError
    try:
        return build(SafeConstructor(), ScalarNode(node.tag, node.text))
    except (ValueError, KeyError, IndexError, OverflowError, AttributeError) as problem:
        raise NoValueError from problem
