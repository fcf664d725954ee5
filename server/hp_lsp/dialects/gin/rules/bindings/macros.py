"""Which macros of a config nothing uses. Knows the summaries of all configs and Python's strings."""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, View
from hp_lsp.dialects.gin.code.configurable import Configurable
from hp_lsp.dialects.gin.code.registry import Registry
from hp_lsp.dialects.gin.names.lookup import Lookup
from hp_lsp.dialects.gin.names.mentions import MacroSeen, Mentions
from hp_lsp.dialects.gin.names.resolve import resolve
from hp_lsp.dialects.gin.names.symbols import macro_symbol
from hp_lsp.dialects.gin.runs.certainty import reads_unknown_names
from hp_lsp.dialects.gin.summary import used_macros
from hp_lsp.dialects.gin.tree import Statement


def unused_definitions(view: View, document: Document) -> tuple[tuple[Statement, MacroSeen], ...]:
    """Return the definitions of macros that no config and no string in Python can use.

    Nothing where the config may be read together with code that is not here: its configs are not here either.
    """
    return view.once(("gin.unused-macros", document.path), lambda: tuple(_unused(view, document)))


def _unused(view: View, document: Document) -> Iterator[tuple[Statement, MacroSeen]]:
    defined = resolve(view, document).each("defined macros", _defined)
    unused = [(statement, macro) for statement, macro in defined if not _may_be_used(view, macro.key)]
    if unused and view.complete and not document.tree.errors and not reads_unknown_names(view, document):
        yield from unused


def _defined(found: Mentions) -> tuple[MacroSeen, ...]:
    """Return the macros that a line defines."""
    return tuple(one for one in found.macros if one.defines and not one.constants)


def named_like(names: Lookup, macro: str) -> Configurable | None:
    """Return the configurable that has the name of a macro, scope apart; None where there is not exactly one."""
    meant = names.meaning(macro.rpartition("/")[2]).configurables
    return meant[0] if len(meant) == 1 else None


def _may_be_used(view: View, name: str) -> bool:
    if view.using(macro_symbol(name)):
        return True
    return name in view.recall(("gin.possible-macros-in-code",), lambda: frozenset(_in_code(view)))


def _in_code(view: View) -> Iterator[str]:
    """Yield the names that Python may use for macros: those behind `%`, and the scopes of keys."""
    registry: Registry = view.index("gin")
    for path in view.code_files():
        document = view.document(path)
        yield from used_macros(document.text.source) if document else ()
    keys = (key.text for facts in registry.facts.values() for key in facts.keys)
    yield from (key.rpartition("/")[0] for key in keys)
