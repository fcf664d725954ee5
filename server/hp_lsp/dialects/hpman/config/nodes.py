"""The tree of a YAML file, as plain data. Knows no text and no hyper-parameter."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as Table
from typing import NamedTuple, TypeAlias

from hp_lsp.text.span import Span


class Scalar(NamedTuple):
    """A value that is no collection. `text` is what it says, `tag` what YAML 1.1 takes it for, such as `!!int`.

    `span` is the range of what is written, `inner` that of `text` where it stands there as it is, without quotes.
    """

    span: Span
    tag: str
    text: str
    inner: Span
    is_plain: bool
    """Whether `inner` holds exactly `text`."""
    is_quoted: bool


class Sequence(NamedTuple):
    """A list of values."""

    span: Span
    tag: str
    items: tuple[Node, ...]


class Entry(NamedTuple):
    """A key and its value."""

    key: Node
    value: Node


class Mapping(NamedTuple):
    """Keys and their values, in order of the text."""

    span: Span
    tag: str
    entries: tuple[Entry, ...]
    is_block: bool
    """Whether it is written by indentation, not in braces."""


class Alias(NamedTuple):
    """`*name`: the node that is called `&name`, which is not put in its place."""

    span: Span
    name: str


Node: TypeAlias = Scalar | Sequence | Mapping | Alias


class Mistake(NamedTuple):
    """Why `yaml.safe_load` cannot load a text: one sentence, and where; `is_syntax` where no loader can."""

    span: Span
    message: str
    is_syntax: bool = True


class Tree(NamedTuple):
    """A YAML file: the root of its first document, None where there is nothing, as far as it can be read."""

    root: Node | None
    mistakes: tuple[Mistake, ...]
    anchors: Table[str, Node]

    def at(self, node: Node) -> Node | None:
        """Return what a node stands for: itself, or what an alias names."""
        return self.anchors.get(node.name) if isinstance(node, Alias) else node


def nodes_in(node: Node | None) -> Iterator[Node]:
    """Yield a node and all those in it, in no order."""
    pending: list[Node] = [] if node is None else [node]
    while pending:
        one = pending.pop()
        yield one
        if isinstance(one, Sequence):
            pending.extend(one.items)
        elif isinstance(one, Mapping):
            pending.extend(part for entry in one.entries for part in entry)
