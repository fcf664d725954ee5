"""What hpman's parser raises over the files of one `parse_file`. Knows hpman's tree of names, and calls as facts.

hpman stops at the first error; here the call that raises is left out, and the rest is parsed as if it were not there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from hp_lsp.dialects.hpman.facts import Call, Fault

SEPARATOR = "."


class Place(NamedTuple):
    """A call in the file at `path`."""

    path: str
    call: Call


class Raised(NamedTuple):
    """A call at which hpman raises, and why.

    "double": `other` gives the same name a default before; "tree": `other` is a child of the name, which has a default.
    """

    kind: Fault | Literal["double", "tree"]
    place: Place
    other: Place | None = None


@dataclass
class _Node:
    """A part of a dotted name: the call that gives it a default, the first call of it, and its children."""

    default: Place | None = None
    first: Place | None = None
    children: dict[str, _Node] = field(default_factory=dict)


def parse(files: Iterable[tuple[str, Sequence[Call]]]) -> Iterator[Raised]:
    """Yield what a manager's parser raises, in its order; `files` are in that of hpman, with the manager's calls."""
    root = _Node()
    for path, calls in files:
        for call in sorted(calls, key=lambda call: call.order):
            raised = _push(root, Place(path, call))
            if raised is not None:
                yield raised
        yield from _validate(root)


def _push(root: _Node, place: Place) -> Raised | None:
    """Put a call into the tree, or return why hpman raises at it."""
    call = place.call
    if call.fault or call.name is None:
        return Raised(call.fault, place)
    node = root
    for part in call.name.split(SEPARATOR):
        node = node.children.setdefault(part, _Node())
    if call.default is not None and node.default is not None:
        return Raised("double", place, node.default)
    if call.default is not None:
        node.default = place
    raised = _dropped(node)
    if raised is None or raised.place != place:
        node.first = node.first or place
    return raised


def _dropped(node: _Node) -> Raised | None:
    """Return the default of a name that also has children, and drop it."""
    if node.default is None or not node.children:
        return None
    raised = Raised("tree", node.default, _below(node))
    node.default = None
    return raised


def _validate(root: _Node) -> Iterator[Raised]:
    """Yield the names that have a default and children, as hpman looks for them after each file."""
    pending = [root]
    while pending:
        node = pending.pop()
        raised = _dropped(node)
        if raised is not None:
            yield raised
        pending.extend(reversed(node.children.values()))


def _below(node: _Node) -> Place | None:
    """Return the first call of a name below a node."""
    pending = list(reversed(node.children.values()))
    while pending:
        child = pending.pop()
        if child.first is not None:
            return child.first
        pending.extend(reversed(child.children.values()))
    return None
