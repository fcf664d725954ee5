"""What every dialect with sweeps tells of one: plain data that knows no syntax."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from hp_lsp.text.span import Span

if TYPE_CHECKING:
    from hp_lsp.dialects.base import Refused


class AxisInfo(NamedTuple):
    """One varied key of a sweep, how many values it is written with, and where."""

    key: str
    values: int
    span: Span


FactorKind = Literal["axis", "table", "product", "union"]


class Factor(NamedTuple):
    """A part of a sweep that decides how many configs there are: it stands for `configs` of them.

    It `adds` to those of the union around it, else it multiplies those of the product, or of the file. `span` is the
    range of its line; of a block or table, that of the first. `within` is the block around it, None for the file.
    """

    kind: FactorKind
    configs: int
    adds: bool
    span: Span
    within: Factor | None


class Matches(Protocol):
    """The numbers of the configs that meet conditions, rising; of any size."""

    @property
    def count(self) -> int:
        """How many there are."""

    def __getitem__(self, place: int, /) -> int:
        """Return the number at `place`, counted from 0; raises IndexError where there is none."""

    def __iter__(self) -> Iterator[int]:
        """Yield them all."""


class Expansion(Protocol):
    """Everything a config file generates, by number, without generating it."""

    @property
    def count(self) -> int:
        """How many configs; of any size."""

    @property
    def axes(self) -> tuple[AxisInfo, ...]:
        """The varied keys in the order of the text."""

    @property
    def factors(self) -> tuple[Factor, ...]:
        """The parts that decide how many configs there are, in the order of the text."""

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key that some config binds, in the order in which configs bind them."""

    @property
    def varying(self) -> frozenset[str]:
        """The keys that differ between configs. One that an operator computes may be named needlessly."""

    def bindings(self, index: int) -> tuple[tuple[str, str], ...]:
        """Return key and value text of each line that config `index` binds, in order."""

    def where(self, conditions: Iterable[str], most: int) -> Matches | Refused:
        """Return the configs that meet conditions such as `lr <= 0.1`, or what is wrong with one.

        So it is where more than `most` combinations of values decide which configs these are.
        """

    def render(self, index: int, style: Literal["gin", "hyperion"]) -> str:
        """Return the text of config `index`; raises Unrenderable where plain Gin cannot say it."""


class Unrenderable(Exception):  # noqa: N818 - it says what the text is, not that the program failed
    """A config that cannot be written in the style asked for; the message says why."""

    def __init__(self, message: str, span: Span) -> None:
        super().__init__(message)
        self.span = span
