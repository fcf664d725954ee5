"""What makes the configs of a sweep several, and by how much. Knows the algebra and where its parts are written."""

from __future__ import annotations

from collections.abc import Iterator

from hp_lsp.dialects.hyperion.sweep import Choice, Part, Sweep, Union, parts_of
from hp_lsp.dialects.sweeps import Factor, FactorKind


def factors(sweep: Sweep) -> tuple[Factor, ...]:
    """Return the axes, tables and blocks of a sweep, in order of the text."""
    return tuple(sorted(_factors(sweep), key=lambda factor: factor.span))


def _factors(sweep: Sweep) -> Iterator[Factor]:
    blocks: dict[int, Factor | None] = {id(sweep.root): None}
    for block in sweep.blocks:
        for part in parts_of(block):
            kind = _kind(part)
            if kind is not None:
                factor = Factor(kind, part.count, isinstance(block, Union), part.span, blocks[id(block)])
                blocks[id(part)] = factor
                yield factor


def _kind(part: Part) -> FactorKind | None:
    """Return what a part is; None for a binding, which leaves the number of configs as it is."""
    if isinstance(part, Choice):
        return None if part.kind == "binding" else part.kind
    return "union" if isinstance(part, Union) else "product"
