"""Why reading a config cannot come to what it says: syntax errors, and includes not found or in a circle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hp_lsp.dialects.base import Document, Problem, Severity, View
from hp_lsp.dialects.gin.configs import is_gin
from hp_lsp.dialects.gin.rules.names.missing_include import RULE as MISSING_INCLUDE
from hp_lsp.dialects.gin.rules.syntax import SYNTAX_RULES
from hp_lsp.dialects.gin.runs.includes import closure, find_include
from hp_lsp.dialects.gin.tree import Include


def obstacles(view: View, paths: Iterable[str]) -> Iterator[tuple[Document, Problem]]:
    """Yield each problem with the file it is in, in order of the files and their text."""
    for path in paths:
        document = view.document(path)
        if document is not None and is_gin(document):
            found = [*_syntax(view, document), *_includes(view, document)]
            yield from ((document, problem) for problem in sorted(found, key=lambda one: one.span))


def _syntax(view: View, document: Document) -> Iterator[Problem]:
    found = (problem for rule in SYNTAX_RULES for problem in rule.check(view, document))
    return (problem for problem in found if problem.severity is Severity.ERROR)


def _includes(view: View, document: Document) -> Iterator[Problem]:
    for statement in document.tree.statements:
        node = statement.node
        if not isinstance(node, Include):
            continue
        found = find_include(view, document.path, node.path)
        span = statement.at(node.span)
        if found is None:
            yield MISSING_INCLUDE.problem(span, f"There is no file `{node.path}` to include.")
        elif document.path in closure(view, found.path).paths:
            yield MISSING_INCLUDE.problem(span, f"Including `{node.path}` here comes back to this file.")
