"""Which macros of a config nothing uses. Knows the summaries of all configs and Python's strings."""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, View
from hp_lsp.dialects.gin.certainty import reads_unknown_names
from hp_lsp.dialects.gin.code.configurable import Configurable
from hp_lsp.dialects.gin.code.registry import Registry
from hp_lsp.dialects.gin.names import Lookup
from hp_lsp.dialects.gin.naming import MacroSeen
from hp_lsp.dialects.gin.resolve import resolve
from hp_lsp.dialects.gin.symbols import macro_symbol
from hp_lsp.dialects.gin.tree import Statement


def unused_definitions(view: View, document: Document) -> tuple[tuple[Statement, MacroSeen], ...]:
    """Return the definitions of macros that no config and no string in Python can use.

    Nothing where the config may be read together with code that is not here: its configs are not here either.
    """
    return view.once(("gin.unused-macros", document.path), lambda: tuple(_unused(view, document)))


def _unused(view: View, document: Document) -> Iterator[tuple[Statement, MacroSeen]]:
    defined = (pair for pair in resolve(view, document).macros() if pair[1].defines and not pair[1].constants)
    unused = [(statement, macro) for statement, macro in defined if not _may_be_used(view, macro.key)]
    if unused and view.complete and not document.tree.errors and not reads_unknown_names(view, document):
        yield from unused


def named_like(names: Lookup, macro: str) -> Configurable | None:
    """Return the configurable that has the name of a macro, scope apart; None where there is not exactly one."""
    meant = names.meaning(macro.rpartition("/")[2]).configurables
    return meant[0] if len(meant) == 1 else None


def _may_be_used(view: View, name: str) -> bool:
    return bool(view.using(macro_symbol(name))) or name in view.recall(
        ("gin.code-words",), lambda: _words(view)
    )


def _words(view: View) -> str:
    """Return all that Python's strings say to Gin, one after the other."""
    registry: Registry = view.index("gin")
    facts = registry.facts.values()
    keys = (key.text for one in facts for key in one.keys)
    bindings = (text for one in facts for load in one.loads for text, _ in load.bindings)
    return "\n".join((*keys, *bindings))
