"""What the names in one config file mean: the one place that decides, for every feature and every rule.

Knows the file and what the code registers. What other configs define (macros of included files) is not needed: a
macro is global and known by its name.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import NamedTuple, TypeAlias, TypeVar
from weakref import WeakValueDictionary

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

T = TypeVar("T")

_NUMBERS: dict[str, int] = {}
"""The numbers of the questions that are asked of lines."""


class Resolution(NamedTuple):
    """Every statement of a config with what it mentions, in order of the text."""

    parts: tuple[tuple[Statement, Mentions], ...]

    def each(self, question: str, find: Callable[[Mentions], tuple[T, ...]]) -> Iterator[tuple[Statement, T]]:
        """Yield what `find` finds in the mentions of each line, with the statement.

        It is found once for as long as the line and the code stay the same, so it may depend on these two alone;
        `question` is its name.
        """
        bit = 1 << _NUMBERS.setdefault(question, len(_NUMBERS))
        for statement, mentioned in self.parts:
            if not mentioned.silent & bit:
                yield from ((statement, one) for one in mentioned.remember(question, bit, find))

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


Placed: TypeAlias = tuple[Statement, tuple[Statement, ...]]
"""A statement and those whose blocks hold it."""


def _parts(view: View, document: Document) -> Iterator[tuple[Statement, Mentions]]:
    """Return statements and mentions, in order of the text."""
    starts, names = zip(*lookups(view, document), strict=True)
    if len(starts) == 1:
        return _mentioning(view, names[0], document.tree.walk())
    parts = groupby(document.tree.walk(), lambda pair: bisect(starts, pair[0].span.start))
    return (found for number, part in parts for found in _mentioning(view, names[number - 1], part))


def _mentioning(view: View, names: Lookup, part: Iterable[Placed]) -> Iterator[tuple[Statement, Mentions]]:
    """Yield statements and mentions, those found before where line and blocks are the same objects.

    A line's node is the same object in every file in which the line stands, so its identity tells in no time that
    nothing has changed. What a line mentions is remembered for as long as something holds it, as the resolution of a
    file does until that of its next text is there.
    """
    memory: WeakValueDictionary[tuple[int, ...], Mentions]
    memory = view.recall(("gin.mentions", *names.identity), WeakValueDictionary)
    for statement, parents in part:
        node = statement.node
        key = (id(node), *(id(parent.node) for parent in parents)) if parents else (id(node),)
        found = memory.get(key)
        if found is None:
            found = memory[key] = mentions(statement, parents, names)
        yield statement, found


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
