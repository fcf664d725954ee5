"""Makes the parser's errors problems of the rule that their code names. Knows no syntax."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from hp_lsp.dialects.base import Document, Problem, Severity, View


def errors_with_code(code: str, name: str) -> Callable[[View, Document], Iterator[Problem]]:
    """Return the check of a rule that reports the errors of that code in a document's tree."""

    def check(_view: View, document: Document) -> Iterator[Problem]:
        for error in document.tree.errors:
            if error.code == code:
                yield Problem(code, name, Severity.ERROR, error.span, error.message)

    return check
