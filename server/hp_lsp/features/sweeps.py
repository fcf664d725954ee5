"""Sweeps in an editor: how many configs a document and each part of it come to, as code lenses and inlay hints.

Knows counts and places; a dialect's `Expansion` says what they are. Says nothing of a document with syntax errors.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from hp_lsp.dialects.sweeps import Expansion, Factor
from hp_lsp.features.expansions import sweep_in
from hp_lsp.project.snapshot import Snapshot
from hp_lsp.text.span import Span

_BLOCKS = ("product", "union")
_UNITS = {"axis": "value", "table": "row"}
_LARGEST_IN_DIGITS = 10**15


class Lens(NamedTuple):
    """A title that stands above the line of `span` and opens the preview."""

    title: str
    span: Span


class Hint(NamedTuple):
    """What stands behind the character at `offset`, and a sentence that explains it."""

    label: str
    offset: int
    explanation: str


def lenses(view: Snapshot, path: str) -> tuple[Lens, ...]:
    """Return how many configs the document generates, and each block in it that stands for several."""
    expansion = _expansion(view, path)
    if expansion is None:
        return ()
    blocks = (factor for factor in expansion.factors if factor.kind in _BLOCKS and factor.configs != 1)
    return (
        Lens(counted(expansion.count, "config"), Span(0, 0)),
        *(Lens(counted(block.configs, "config"), block.span) for block in blocks),
    )


def hints(view: Snapshot, path: str, within: Span) -> tuple[Hint, ...]:
    """Return how many values each axis, and rows each table, has, and how each block counts, in a range."""
    expansion = _expansion(view, path)
    if expansion is None:
        return ()
    return tuple(_hint(one) for one in expansion.factors if within.touches(one.span.end))


def _hint(factor: Factor) -> Hint:
    number = shown_number(factor.configs)
    if factor.kind in _BLOCKS:
        label = f"+ {number}" if factor.adds else f"× {number}"  # noqa: RUF001 - the sign is meant
    else:
        label = counted(factor.configs, _UNITS[factor.kind])
    if factor.adds:
        explanation = f"Adds {counted(factor.configs, 'config')} to the union around it."
    else:
        explanation = f"Multiplies the configs around it by {number}."
    return Hint(label, factor.span.end, explanation)


def counted(number: int, noun: str) -> str:
    """Return a number of things in words, such as `1,024 configs`."""
    return f"{shown_number(number)} {noun}{'' if number == 1 else 's'}"


def shown_number(number: int) -> str:
    """Return a number as people read it: in groups of digits, and roughly where that would be too long."""
    return f"{number:,}" if number < _LARGEST_IN_DIGITS else f"{Decimal(number):.2E}"


def _expansion(view: Snapshot, path: str) -> Expansion | None:
    document = view.document(path)
    return None if document is None else sweep_in(view, document)
