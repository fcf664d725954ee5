"""Whether a sweep is a plain grid: every axis varies by itself, and nothing else varies.

Knows the algebra and which values are computed from which macros, no output format.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from hp_lsp.dialects.hyperion.render import Renderer, macro_name
from hp_lsp.dialects.hyperion.sweep import Choice, Sweep, Union
from hp_lsp.text.span import Span


class Obstacle(NamedTuple):
    """Why a sweep is no plain grid, as a clause, and where."""

    message: str
    span: Span


def obstacle_to_grid(sweep: Sweep, varying: Collection[str], renderer: Renderer) -> Obstacle | None:
    """Return the first thing that keeps a sweep, with these varying keys, from being a grid."""
    if union := next((block for block in sweep.blocks if isinstance(block, Union)), None):
        return Obstacle("the alternatives of a `union` are no grid", union.span)
    macros = {name for key in varying if (name := macro_name(key))}
    bound: set[str] = set()
    for choice in sorted(sweep.choices, key=lambda choice: choice.span):
        if len(choice.columns) > 1 < choice.count:
            return Obstacle("the columns of a table vary together", choice.span)
        for key, span in choice.columns:
            if key in bound:
                return Obstacle(f"`{key}` is bound more than once", span)
            bound.add(key)
            if used := _used(choice, macros, renderer):
                return Obstacle(f"`{key}` is computed from `%{used}`, which varies", span)
    return None


def _used(choice: Choice, macros: Collection[str], renderer: Renderer) -> str | None:
    """Return one of the macros from which a value is computed."""
    names = (
        name for option in choice.options for assignment in option for name in renderer.depends_on(assignment)
    )
    return next((name for name in names if name in macros), None)
