"""Fixes: the changes that solve the problems of a document, one at a time or all safe ones at once.

Knows problems and edits; which change solves a problem is known by the rule that found it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from hp_lsp.dialects.base import Fix, Problem
from hp_lsp.features.diagnostics import diagnose
from hp_lsp.project.snapshot import Snapshot
from hp_lsp.text.edits import Edit
from hp_lsp.text.span import Span


class QuickFix(NamedTuple):
    """A change, and the problems that it is offered for."""

    fix: Fix
    problems: tuple[Problem, ...]


def quick_fixes(view: Snapshot, path: str, span: Span) -> tuple[QuickFix, ...]:
    """Return the fixes of the problems that overlap or touch `span`, in order of the text; none twice."""
    found: defaultdict[Fix, dict[Problem, None]] = defaultdict(dict)
    for problem in _problems(view, path):
        if problem.span.start <= span.end and span.start <= problem.span.end:
            for fix in problem.fixes:
                found[fix][problem] = None
    return tuple(QuickFix(fix, tuple(problems)) for fix, problems in found.items())


def all_safe_fixes(view: Snapshot, path: str) -> tuple[Edit, ...]:
    """Return the edits of all safe fixes that change nothing but the document at `path`, in order of the text."""
    own = (
        fix for fix in safe_fixes(_problems(view, path)) if all(changed == path for changed, _ in fix.edits)
    )
    return tuple(sorted(compatible_edits(own).get(path, ())))


def safe_fixes(problems: Iterable[Problem]) -> Iterable[Fix]:
    """Yield the first fix of each problem where it is safe."""
    return (fix for problem in problems for fix in problem.fixes[:1] if fix.safe)


def compatible_edits(fixes: Iterable[Fix]) -> Mapping[str, Sequence[Edit]]:
    """Return the edits by path, leaving out fixes that overlap or touch those before them."""
    chosen: dict[str, list[Edit]] = defaultdict(list)
    for fix in fixes:
        if not any(_touch(edit, other) for path, edit in fix.edits for other in chosen[path]):
            for path, edit in fix.edits:
                chosen[path].append(edit)
    return {path: edits for path, edits in chosen.items() if edits}


def _problems(view: Snapshot, path: str) -> tuple[Problem, ...]:
    """Return the problems of a document, found once: clients ask for fixes at each move of the cursor."""
    return view.once(("features.fixes", path), lambda: diagnose(view, path))


def _touch(left: Edit, right: Edit) -> bool:
    return left.span.start <= right.span.end and right.span.start <= left.span.end
