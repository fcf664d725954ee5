"""Why the value of a macro is not known in a config. Knows which macros the file binds, and what is in their values."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from hp_lsp.dialects.gin.tree import Reference, values_within
from hp_lsp.dialects.hyperion.sweep import Assignment
from hp_lsp.dialects.hyperion.values.evaluate import UNKNOWN, Macros
from hp_lsp.dialects.hyperion.values.literals import is_plain

CONSTANT = "REQUIRED"
"""Gin's own constant: `%REQUIRED` never means a macro."""


def why_unknown(
    name: str,
    bound: Mapping[str, Assignment],
    is_trusted: Callable[[Assignment], bool],
    macros_in: Callable[[Assignment], tuple[str, ...]],
    macros: Macros,
) -> str:
    """Return as a clause why no value of the macro `name` is known, following the macros in its value.

    `bound` are the macros of the config. Those that are not trusted an include may bind anew.
    """
    seen: set[str] = set()
    while name not in seen:
        seen.add(name)
        assignment = bound.get(name)
        if name == CONSTANT:
            return f"`%{name}` is a constant of Gin's own"
        if assignment is None:
            return f"this file does not bind `%{name}`"
        if not is_trusted(assignment):
            return f"an include below may bind `%{name}` anew"
        inner = (one for one in macros_in(assignment) if not _is_known(macros.get(one, UNKNOWN)))
        followed = next(inner, None)
        if followed is None:
            is_reference = any(isinstance(value, Reference) for value in values_within(assignment.value))
            reason = "depends on what the program runs" if is_reference else "is too large"
            return f"`%{name}` {reason}"
        name = followed
    return f"`%{name}` needs itself"


def _is_known(value: object) -> bool:
    return value is not UNKNOWN and is_plain(value)
