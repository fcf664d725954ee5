"""Sweeps in an editor: how many configs a document and each part of it come to: lenses, hints, and for a hover.

Knows counts and places; a dialect's `Expansion` says what they are. Says nothing of a document with syntax errors.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from hp_lsp.dialects.hints import Hint
from hp_lsp.dialects.sweeps import Expansion, Factor
from hp_lsp.features.expansions import sweep_in
from hp_lsp.project.snapshot import Snapshot
from hp_lsp.text.lines import Text
from hp_lsp.text.span import Span

_BLOCKS = ("product", "union")
_UNITS = {"axis": "value", "table": "row"}
_LARGEST_IN_DIGITS = 10**15


class Lens(NamedTuple):
    """A title that stands above the line of `span` and opens the preview."""

    title: str
    span: Span


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


def counts(view: Snapshot, path: str, within: Span) -> tuple[Hint, ...]:
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


def growth(view: Snapshot, path: str, offset: int) -> tuple[str, Span] | None:
    """Return as Markdown how the axis, table or block in the line at `offset` makes the configs many, and its range."""
    document = view.document(path)
    expansion = sweep_in(view, document) if document else None
    if document is None or expansion is None:
        return None
    factor = next((one for one in expansion.factors if one.span.touches(offset)), None)
    if factor is None:
        return None
    unit = _UNITS.get(factor.kind, "config")
    steps = [counted(factor.configs, unit), *_steps(document.text, factor, expansion.count)]
    return " ".join(steps), factor.span


def _steps(text: Text, factor: Factor, total: int) -> Iterator[str]:
    """Yield what becomes of a factor's configs in each block around it that has more, and in the file."""
    inner = factor
    while (around := inner.within) is not None:
        if around.configs != inner.configs:
            line = text.position(around.span.start).line + 1
            grown = f"{_step(inner, around.configs)} {shown_number(around.configs)}"
            yield f"{grown} in the `{around.kind}` of line {line},"
        inner = around
    yield f"{_step(inner, total)} **{counted(total, 'config')}**"


def _step(inner: Factor, whole: int) -> str:
    """Return what makes `whole` configs of those of a part."""
    if inner.configs == whole:
        return "="
    if inner.adds:
        return f"+ {shown_number(whole - inner.configs)} ="
    return f"× {shown_number(whole // inner.configs)} ="  # noqa: RUF001 - the sign is meant


def counted(number: int, noun: str) -> str:
    """Return a number of things in words, such as `1,024 configs`."""
    return f"{shown_number(number)} {noun}{'' if number == 1 else 's'}"


def shown_number(number: int) -> str:
    """Return a number as people read it: in groups of digits, and roughly where that would be too long."""
    return f"{number:,}" if number < _LARGEST_IN_DIGITS else f"{Decimal(number):.2E}"


def _expansion(view: Snapshot, path: str) -> Expansion | None:
    document = view.document(path)
    return None if document is None else sweep_in(view, document)
