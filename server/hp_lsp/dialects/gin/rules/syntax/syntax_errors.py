"""Makes the parser's errors and remarks problems of the rule that their code names. Knows no syntax."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from hp_lsp.dialects.base import Document, Fix, Problem, Severity, View
from hp_lsp.dialects.gin.tree import Error

_NO_UTF8 = re.compile("[\udc80-\udcff]")

Check = Callable[[View, Document], Iterator[Problem]]


def errors_of(document: Document) -> Iterator[Error]:
    """Yield the errors of a document's tree, but none on lines with bytes that are not UTF-8: another rule tells."""
    text = document.text
    for error in document.tree.errors:
        line = "" if document.undecodable is None else text.line(text.position(error.span.start).line)
        if not _NO_UTF8.search(line):
            yield error


def errors_with_code(code: str, name: str, severity: Severity = Severity.ERROR) -> Check:
    """Return the check of a rule that reports the errors of that code in a document's tree."""

    def check(_view: View, document: Document) -> Iterator[Problem]:
        for error in errors_of(document):
            if error.code == code:
                yield problem_of(document, error, name, severity)

    return check


def remarks_with_code(code: str, name: str, severity: Severity) -> Check:
    """Return the check of a rule that reports the remarks of that code on a document's tree."""

    def check(_view: View, document: Document) -> Iterator[Problem]:
        for remark in document.tree.remarks:
            if remark.code == code:
                yield problem_of(document, remark, name, severity)

    return check


def problem_of(document: Document, error: Error, name: str, severity: Severity) -> Problem:
    """Return an error of a tree as a problem, with its suggestions as fixes."""
    fixes = tuple(
        Fix(one.title, tuple((document.path, edit) for edit in one.edits), one.safe)
        for one in error.suggestions
    )
    return Problem(error.code, name, severity, error.span, error.message, fixes=fixes)
