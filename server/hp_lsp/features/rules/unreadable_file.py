"""Reports a config file whose bytes are not UTF-8 text.

## What it does
Points at the first byte that is not UTF-8, or at the first NUL byte. The rest of the file is still checked.

## Why it matters
Gin opens configs as text and stops with a `UnicodeDecodeError` that names no line.

## Example that fails
A file saved as Latin-1 that holds `run.author = 'José'`.

## Example that passes
The same file saved as UTF-8.
"""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.base import Document, Problem, Rule, Severity, View
from hp_lsp.text.span import Span


def check(_view: View, document: Document) -> Iterator[Problem]:
    """Yield at most one problem: one wrong byte is seldom alone."""
    return unreadable(document)


def unreadable(document: Document) -> Iterator[Problem]:
    """Yield at most one problem; no view of the project is needed."""
    place = document.undecodable
    if place is not None:
        byte = ord(document.text.source[place]) - 0xDC00
        message = f"Byte `0x{byte:02x}` is not UTF-8; save the file as UTF-8."
        yield RULE.problem(Span(place, place + 1), message)
        return
    nul = document.text.source.find("\0")
    if nul >= 0:
        yield RULE.problem(Span(nul, nul + 1), "The file holds a NUL byte, so it is not a text file.")


RULE = Rule("HPL001", "unreadable-file", Severity.ERROR, __doc__ or "", check)
