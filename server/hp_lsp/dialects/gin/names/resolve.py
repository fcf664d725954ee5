"""What the names in one config file mean: the one place that decides, for every feature and every rule.

Knows the file and what the code registers. What other configs define (macros of included files) is not needed: a
macro is global and known by its name.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple, TypeAlias

from hp_lsp.dialects.base import Document, Occurrence, Role, Symbol, View
from hp_lsp.dialects.gin.names.lookup import Lookup, lookups
from hp_lsp.dialects.gin.names.mentions import Bound, MacroSeen, Mentions, Named, mentions
from hp_lsp.dialects.gin.names.symbols import (
    configurable_symbol,
    constant_symbol,
    file_symbol,
    macro_symbol,
    module_symbol,
    parameter_symbol,
    scope_symbol,
)
from hp_lsp.dialects.gin.runs.includes import find_include
from hp_lsp.dialects.gin.tree import Import, Include, Node, Statement
from hp_lsp.text.span import Span


class Resolution(NamedTuple):
    """Every statement of a config with what it mentions, in order of the text."""

    parts: tuple[tuple[Statement, Mentions], ...]

    def selectors(self) -> Iterator[tuple[Statement, Named]]:
        """Yield every name of a configurable."""
        return ((statement, one) for statement, found in self.parts for one in found.selectors)

    def bounds(self) -> Iterator[tuple[Statement, Bound]]:
        """Yield every parameter that is given a value."""
        return ((statement, one) for statement, found in self.parts for one in found.bounds)

    def macros(self) -> Iterator[tuple[Statement, MacroSeen]]:
        """Yield every macro that is defined or used."""
        return ((statement, one) for statement, found in self.parts for one in found.macros)

    def includes(self) -> Iterator[tuple[Statement, Include]]:
        """Yield every include."""
        return ((one, one.node) for one, _ in self.parts if isinstance(one.node, Include))


def resolve(view: View, document: Document) -> Resolution:
    """Return what the names in a config mean; worked out once for each text of it."""
    return view.remember(document, "gin.resolve", lambda: Resolution(tuple(_parts(view, document))))


Context: TypeAlias = tuple[int, ...]
Placed: TypeAlias = tuple[Statement, tuple[Statement, ...]]
"""A statement and those whose blocks hold it."""
Known: TypeAlias = dict[Context, tuple[tuple[Node, ...], Mentions]]


def _parts(view: View, document: Document) -> Iterator[tuple[Statement, Mentions]]:
    """Return statements and mentions, in order of the text."""
    starts, names = zip(*lookups(view, document), strict=True)
    if len(starts) == 1:
        return _mentioning(view, document, names[0], document.tree.walk())
    parts = groupby(document.tree.walk(), lambda pair: bisect(starts, pair[0].span.start))
    return (found for number, part in parts for found in _mentioning(view, document, names[number - 1], part))


def _mentioning(
    view: View, document: Document, names: Lookup, part: Iterable[Placed]
) -> Iterator[tuple[Statement, Mentions]]:
    """Yield statements and mentions, those of the last text where line and blocks are the same objects.

    A line's node is the same object for as long as its text stays in the parser's memory, so its identity tells in no
    time that nothing has changed; the node is kept beside the mentions so that no other can take its identity.
    """
    last: Known = view.recall(("gin.mentions", document.path, *names.identity), dict)
    now: Known = {}
    for statement, parents in part:
        nodes = (statement.node, *(parent.node for parent in parents)) if parents else (statement.node,)
        context = tuple(map(id, nodes))
        known = now.get(context) or last.get(context)
        if known is None:
            known = (nodes, mentions(statement, parents, names))
        now[context] = known
        yield statement, known[1]
    last.clear()
    last.update(now)


def occurrences(view: View, document: Document) -> tuple[Occurrence, ...]:
    """Return every name in a config and the symbols it means, in order of the text."""
    found = [
        Occurrence(statement.at(span), role, symbols)
        for statement, mentioned in resolve(view, document).parts
        for span, role, symbols in (*_mentioned(mentioned), *_read(view, document, statement.node))
    ]
    return tuple(sorted(found, key=lambda occurrence: occurrence.span))


Seen: TypeAlias = tuple[Span, Role, tuple[Symbol, ...]]


def _mentioned(found: Mentions) -> Iterator[Seen]:
    for named in found.selectors:
        symbols = tuple(configurable_symbol(one.key) for one in named.meaning.configurables)
        yield named.span, "use", symbols
    for bound in found.bounds:
        keys = (one.key for one in bound.meaning.configurables)
        yield bound.span, "binding", tuple(parameter_symbol(key, bound.parameter) for key in keys)
    for macro in found.macros:
        if macro.defines:
            yield macro.span, "declaration", (macro_symbol(macro.key),)
        else:
            constants = tuple(constant_symbol(one) for one in macro.constants)
            yield macro.span, "use", constants or (macro_symbol(macro.key),)
    for scope, span in found.scopes:
        yield span, "use", (scope_symbol(scope),)


def _read(view: View, document: Document, node: Node) -> Iterator[Seen]:
    if isinstance(node, Import):
        yield node.span, "use", (module_symbol(node.module),)
        if node.alias is not None:
            yield node.alias.span, "use", (module_symbol(node.module),)
    elif isinstance(node, Include):
        target = find_include(view, document.path, node.path)
        if target is not None:
            yield node.span, "use", (file_symbol(target.path),)
