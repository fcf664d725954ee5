"""Which names arrive too late, or never: their code is imported below their use in a config, or by nothing.

Knows what programs and configs may import; where that is not known as a whole, nothing is said for certain.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from itertools import chain
from typing import NamedTuple

from hp_lsp.dialects.base import Document, View
from hp_lsp.dialects.gin.code.configurable import Configurable
from hp_lsp.dialects.gin.configs import gin_config_at
from hp_lsp.dialects.gin.runs.includes import all_includers, closure, imports, placed_imports, read_together
from hp_lsp.dialects.gin.runs.programs import may_reach, only_readers, programs_reading, reachable
from hp_lsp.dialects.gin.runs.together import module_path, modules_imported_above
from hp_lsp.dialects.gin.tree import Statement


class Below(NamedTuple):
    """An import that brings a name below its use, and whether certainly nothing else brings it before."""

    statement: Statement
    certain: bool


class Arrivals(NamedTuple):
    """The Python files that are imported before and after a place in a config.

    `before` are those that some program has certainly imported there, `possible` those that any may have: None where
    that is not known. `below` are the imports further down with what each certainly brings.
    """

    before: frozenset[str]
    possible: frozenset[str] | None
    below: tuple[tuple[Statement, frozenset[str]], ...]


def arrivals(view: View, document: Document, at: int) -> Arrivals:
    """Return what is imported before and after the offset `at` of a config."""
    above = tuple(modules_imported_above(view, document, at))
    starts = programs_reading(view, document) or ("",)
    before = frozenset().union(*(reachable(view, above, path) for path in starts))
    below = tuple(
        (statement, frozenset(reachable(view, module_path(view, node))))
        for statement, node in placed_imports(document)
        if statement.span.start > at
    )
    readers = () if view.includers(document.path) else only_readers(view, document.path)
    known = bool(readers) and closure(view, document.path).complete
    return Arrivals(before, _reached(view, (*readers, *above)) if known else None, below)


def imported_below(found: Arrivals, several: Sequence[Configurable]) -> Below | None:
    """Return the import further down that registers what a selector means.

    None where there is none, or where a program has registered it before.
    """
    paths = {one.registered_at.path for one in several if one.registered_at is not None}
    statement = next((one for one, brought in found.below if paths <= brought), None)
    if not paths or statement is None or not paths.isdisjoint(found.before):
        return None
    return Below(statement, found.possible is not None and paths.isdisjoint(found.possible))


def imported_files(view: View, document: Document) -> frozenset[str] | None:
    """Return the Python files that may be imported in the runs that read a config; None where that is not known."""
    return view.once(("gin.imported-files", document.path), partial(_imported_files, view, document))


def _imported_files(view: View, document: Document) -> frozenset[str] | None:
    tops = [path for path in (document.path, *all_includers(view, document.path)) if not view.includers(path)]
    readers = [only_readers(view, path) for path in tops]
    together = read_together(view, document.path)
    if not readers or not all(readers) or not together.complete:
        return None
    documents = [gin_config_at(view, path) for path in together.paths]
    brought = [path for one in documents if one for node in imports(one) for path in module_path(view, node)]
    return _reached(view, (*chain.from_iterable(readers), *brought))


def _reached(view: View, starts: Iterable[str]) -> frozenset[str] | None:
    """Return the Python files that importing some may import; None where that is not known."""
    reached: set[str] = set()
    for start in starts:
        found = may_reach(view, start)
        if found is None:
            return None
        reached |= found
    return frozenset(reached)
