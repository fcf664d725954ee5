"""Comments that hide problems: `# hp-lsp: ignore[GIN101]` on a line, `# hp-lsp: ignore-file[GIN1]` for a file.

Knows comments and codes; without codes in brackets everything on the line, or in the file, is hidden.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hp_lsp.dialects.base import Document, Fix, Problem, Rule
from hp_lsp.features.rules.unused_ignore import RULE as UNUSED
from hp_lsp.text.edits import Edit
from hp_lsp.text.span import Span

_COMMENT = re.compile(
    r"(?<![ \t])[ \t]*(?P<ignore>#[ \t]*hp-lsp:[ \t]*ignore(?P<file>-file)?(?:\[(?P<codes>[^\]\r\n]*)\])?)"
)
_CODE = re.compile(r"[^\s,]+")


class Ignore(NamedTuple):
    """One code (or prefix, or name) that a comment hides; `line` is None where it holds for the whole file.

    `comment` is the range of the comment with the blanks before it, where it hides nothing else.
    """

    code: str
    line: int | None
    span: Span
    comment: Span | None

    def hides(self, problem: Problem, line: int) -> bool:
        """Tell whether a problem on 0-based `line` is hidden."""
        return (self.line is None or self.line == line) and names(self.code, problem)


def names(pattern: str, rule: Problem | Rule) -> bool:
    """Tell whether what a user wrote stands for a rule: its name, its code or the start of it, in any case."""
    return rule.code.startswith(pattern.upper()) or rule.name == pattern.lower()


def find_ignores(document: Document) -> list[Ignore]:
    """Return what the comments of a document hide, in order of the text."""
    found: list[Ignore] = []
    if "hp-lsp" not in document.text.source:
        return found
    for match in _COMMENT.finditer(document.text.source):
        line = None if match["file"] else document.text.position(match.start("ignore")).line
        if match["codes"] is None:
            found.append(Ignore("", line, Span(*match.span("ignore")), Span(*match.span())))
            continue
        start = match.start("codes")
        codes = list(_CODE.finditer(match["codes"]))
        comment = Span(*match.span()) if len(codes) == 1 else None
        found.extend(Ignore(code[0], line, Span(*code.span()).shifted(start), comment) for code in codes)
    return found


def hide(document: Document, problems: Sequence[Problem]) -> Iterator[Problem]:
    """Yield the problems that no comment hides, and one for each ignored code that hides none."""
    ignores = find_ignores(document)
    if not ignores:
        yield from problems
        return
    used: set[Ignore] = set()
    for problem in problems:
        line = document.text.position(problem.span.start).line
        hiding = [ignore for ignore in ignores if ignore.hides(problem, line)]
        used.update(hiding)
        if not hiding:
            yield problem
    for ignore in ignores:
        if ignore not in used:
            yield _unused(document, ignore)


def _unused(document: Document, ignore: Ignore) -> Problem:
    what = f"`{ignore.code}`" if ignore.code else "This comment"
    fixes: tuple[Fix, ...] = ()
    if ignore.comment is not None:
        fixes = (Fix("Remove the comment", ((document.path, Edit(ignore.comment, "")),), safe=True),)
    return UNUSED.problem(ignore.span, f"{what} hides no problem; remove it.", fixes=fixes)
