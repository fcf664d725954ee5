"""Tells that a config is open in the editor which is too large to be checked.

## What it does

Says once, on the first line, that the text has more than a million characters. No other problem is reported for it,
and its names are not known to other configs. `hp-lsp --check` says on standard error that it leaves such a file out.

## Why it matters

Some 30,000 lines are more than anybody writes. A file with more is made by a program, and checking it at every key
press would make the editor slow.

## Example that fails

A dump of ten million numbers with the suffix `.gin`.

## Example that passes

Any file with less than a million characters.

## Settings

List the files that are configs in `gin-files`, or those that are not in `exclude`.
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Problem, Rule, Severity, View
from hp_lsp.project.files import MOST_CONFIG_BYTES
from hp_lsp.text.span import Span


def check(_view: View, document: Document) -> Iterator[Problem]:
    """Yield one problem for a text that the project takes for no config because of its length."""
    is_config = document.dialect is not None or document.is_code
    if not is_config and len(document.text) > MOST_CONFIG_BYTES:
        message = "This file has more than a million characters, so it is not checked."
        yield RULE.problem(Span(*document.text.line_span(0)), message)


RULE = Rule("HPL004", "large-file", Severity.INFORMATION, __doc__ or "", check)
