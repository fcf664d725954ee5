"""Tells that a file has a config's name but another program's content, so it is not checked.

## What it does
Says once, on the first line, that no line of the file can be read as a config. No other problem is reported for it.

## Why it matters
Other programs use the suffix `.gin` too. A hundred syntax errors in their files would help nobody.

## Example that fails
A parameter file of a simulation, such as `&init boxlen=1.0 /` on every line.

## Example that passes
Any file with at least one binding, macro, import or include.

## Settings
List the files that are configs in `gin-files`, or those that are not in `exclude`.
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Problem, Rule, Severity, View
from hp_lsp.dialects.gin.tree import Broken, Tree
from hp_lsp.text.span import Span

FEWEST_LINES = 3


def is_foreign(document: Document) -> bool:
    """Tell whether nothing in a text of some length reads as a config."""
    tree = document.tree
    return (
        isinstance(tree, Tree)
        and len(tree.statements) >= FEWEST_LINES
        and all(isinstance(statement.node, Broken) for statement in tree.statements)
    )


def check(_view: View, document: Document) -> Iterator[Problem]:
    """Yield one problem for a file that is no config."""
    is_text = document.undecodable is None and "\0" not in document.text.source
    if is_text and is_foreign(document):
        message = "No line of this file can be read as a config, so it is not checked."
        yield RULE.problem(Span(*document.text.line_span(0)), message)


RULE = Rule("HPL003", "foreign-file", Severity.INFORMATION, __doc__ or "", check)
