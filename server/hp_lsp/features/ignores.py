"""Comments that hide problems: `# hp-lsp: ignore[GIN101]` on a line, `# hp-lsp: ignore-file[GIN1]` for a file.

Knows comments and codes; without codes in brackets everything on the line, or in the file, is hidden.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from hp_lsp.dialects.base import Document, Problem
from hp_lsp.features.rules.unused_ignore import RULE as UNUSED
from hp_lsp.text.span import Span

_COMMENT = re.compile(r"#[ \t]*hp-lsp:[ \t]*ignore(?P<file>-file)?(?:\[(?P<codes>[^\]\r\n]*)\])?")
_CODE = re.compile(r"[^\s,]+")


@dataclass(frozen=True, slots=True)
class Ignore:
    """One code (or prefix) that a comment hides; `line` is None where it holds for the whole file."""

    code: str
    line: int | None
    span: Span

    def hides(self, code: str, line: int) -> bool:
        """Tell whether a problem with `code` on 0-based `line` is hidden."""
        return (self.line is None or self.line == line) and code.upper().startswith(self.code)


def find_ignores(document: Document) -> list[Ignore]:
    """Return what the comments of a document hide, in order of the text."""
    found: list[Ignore] = []
    for match in _COMMENT.finditer(document.text.source):
        line = None if match["file"] else document.text.position(match.start()).line
        if match["codes"] is None:
            found.append(Ignore("", line, Span(*match.span())))
            continue
        start = match.start("codes")
        found.extend(
            Ignore(code[0].upper(), line, Span(*code.span()).shifted(start))
            for code in _CODE.finditer(match["codes"])
        )
    return found


def hide(document: Document, problems: Sequence[Problem]) -> Iterator[Problem]:
    """Yield the problems that no comment hides, and one for each ignored code that hides none."""
    ignores = find_ignores(document)
    used: set[Ignore] = set()
    for problem in problems:
        line = document.text.position(problem.span.start).line
        hiding = [ignore for ignore in ignores if ignore.hides(problem.code, line)]
        used.update(hiding)
        if not hiding:
            yield problem
    yield from _unused(ignores, used)


def _unused(ignores: Iterable[Ignore], used: set[Ignore]) -> Iterator[Problem]:
    for ignore in ignores:
        if ignore not in used:
            what = f"`{ignore.code}`" if ignore.code else "This comment"
            yield UNUSED.problem(ignore.span, f"{what} hides no problem; remove it.")
