"""The algebra of sweeps: how many configs a file generates, and any one of them by its number.

Knows what Hyperion's blocks mean, and nothing of values, of text, or of editors. Nothing is enumerated:
counts are products and sums, and a config is found by mixed radix. Upstream's rules, which are followed
exactly: the first statement varies slowest; `with` (like a Gin block) only prefixes the names in it, its
statements belong to the parent; a binding directly in a `union` is no alternative but applies to all of them;
a later binding of a key replaces the value and keeps the place of the first.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from math import prod
from typing import Literal, TypeAlias, overload

from hp_lsp.dialects.gin.tree import Import, Include, Value
from hp_lsp.text.span import Span


@dataclass(frozen=True, slots=True, eq=False)
class Assignment:
    """One value that a key may get: by a binding, as one value of an axis, or as one cell of a table.

    Spans in `value` count from `start`, the offset of its statement. `ordinal` numbers all assignments of a
    file in order of the text. Assignments of one `slot` replace each other: those of one key with no late
    `import` or `include` between them.
    """

    key: str
    value: Value
    start: int
    ordinal: int
    slot: int


Config: TypeAlias = tuple[Assignment, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """A binding (one option), an axis (an option for each value) or a table (an option for each row).

    `columns` are the keys as the text names them, each with its range.
    """

    kind: Literal["binding", "axis", "table"]
    columns: tuple[tuple[str, Span], ...]
    options: tuple[Config, ...]
    span: Span

    @property
    def count(self) -> int:
        """How many configs."""
        return len(self.options)


@dataclass(frozen=True, slots=True, eq=False)
class Product:
    """Every combination of its parts; the first varies slowest."""

    parts: tuple[Part, ...]
    span: Span
    count: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "count", prod(part.count for part in self.parts))


@dataclass(frozen=True, slots=True, eq=False)
class Union:
    """The configs of its alternatives, one after the other; its bindings stand before each of them."""

    bindings: tuple[Choice, ...]
    alternatives: tuple[Part, ...]
    span: Span
    ends: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        ends = tuple(accumulate(part.count for part in self.alternatives))
        object.__setattr__(self, "ends", ends)

    @property
    def count(self) -> int:
        """How many configs."""
        return self.ends[-1] if self.ends else 0


Part: TypeAlias = Choice | Product | Union


@dataclass(frozen=True, slots=True, eq=False)
class Prelude:
    """Imports and includes, in order, that stand before the assignments of slots from `first_slot` on."""

    first_slot: int
    nodes: tuple[Import | Include, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Sweep:
    """Everything a file generates, in order: `count` configs, each found by its number.

    `blocks` holds `root` and every block in it, each before the blocks inside it. `preludes` holds the
    imports and includes: those at the top first, even where there are none.
    """

    root: Product
    blocks: tuple[Product | Union, ...]
    preludes: tuple[Prelude, ...]
    assignments: Config

    @property
    def count(self) -> int:
        """How many configs; of any size."""
        return self.root.count

    @property
    def choices(self) -> Iterator[Choice]:
        """Every binding, axis and table, block by block."""
        for block in self.blocks:
            yield from (part for part in parts_of(block) if isinstance(part, Choice))

    @property
    def axes(self) -> tuple[tuple[str, int, Span], ...]:
        """Key, number of values and range of each axis and table column, in the order of the text."""
        varied = [choice for choice in self.choices if choice.kind != "binding"]
        varied.sort(key=lambda choice: choice.span)
        return tuple((key, choice.count, span) for choice in varied for key, span in choice.columns)

    def config(self, index: int) -> Config:
        """Return config `index`, counted from 0, in the order in which it is written.

        Raises IndexError where there is no such config.
        """
        merged: dict[int, Assignment] = {}
        for assignment in self.path(index):
            merged[assignment.slot] = assignment
        return tuple(merged.values())

    def path(self, index: int) -> Config:
        """Return the assignments that make up config `index`, replaced ones included; raises IndexError, too."""
        if not 0 <= index < self.count:
            raise IndexError(f"there is no config {index}")
        return tuple(_path(self.root, index))

    @overload
    def __getitem__(self, index: int) -> Config: ...
    @overload
    def __getitem__(self, index: slice) -> Iterator[Config]: ...
    def __getitem__(self, index: int | slice) -> Config | Iterator[Config]:
        """Return one config, or lazily those of a slice; negative numbers count from the end."""
        if isinstance(index, slice):
            return map(self.config, range(self.count)[index])
        return self.config(range(self.count)[index])

    def __iter__(self) -> Iterator[Config]:
        return map(self.config, range(self.count))


def parse_sweep(text: str) -> Sweep:
    """Return the sweep of a Hyperion text; raises ValueError with the first error's message."""
    from hp_lsp.dialects.hyperion.algebra.build import sound_sweep
    from hp_lsp.dialects.hyperion.syntax import parse

    tree = parse(text)
    sweep = sound_sweep(tree)
    if sweep is None:
        raise ValueError(tree.errors[0].message if tree.errors else "A table has a row of another length.")
    return sweep


def parts_of(block: Product | Union) -> tuple[Part, ...]:
    """Return what stands in a block, bindings of a union first."""
    return block.parts if isinstance(block, Product) else (*block.bindings, *block.alternatives)


def _path(root: Product, index: int) -> Iterator[Assignment]:
    """Yield the assignments that make up config `index`, replaced ones included."""
    pending: list[tuple[Part, int]] = [(root, index)]
    while pending:
        part, number = pending.pop()
        match part:
            case Choice():
                yield from part.options[number]
            case Product():
                pending.extend(_digits(part.parts, number))
            case Union():
                chosen = bisect_right(part.ends, number)
                before = part.ends[chosen - 1] if chosen else 0
                pending.append((part.alternatives[chosen], number - before))
                pending.extend((binding, 0) for binding in reversed(part.bindings))


def _digits(parts: tuple[Part, ...], number: int) -> Iterator[tuple[Part, int]]:
    """Yield each part with its own number, the last part first."""
    for part in reversed(parts):
        digit = 0
        if part.count != 1:
            number, digit = divmod(number, part.count)
        yield part, digit
