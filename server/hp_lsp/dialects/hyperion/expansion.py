"""What a config file generates, by number. Knows how sweep, text and styles fit together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from functools import cached_property
from typing import Literal, TypeAlias

from hp_lsp.dialects.base import Document
from hp_lsp.dialects.gin.tree import Tree
from hp_lsp.dialects.hyperion.build import sound_sweep
from hp_lsp.dialects.hyperion.effects import Outcomes, outcomes
from hp_lsp.dialects.hyperion.factors import factors
from hp_lsp.dialects.hyperion.grid import Obstacle, obstacle_to_grid
from hp_lsp.dialects.hyperion.lower import Lowered, lower
from hp_lsp.dialects.hyperion.render import Renderer, macro_name, prelude_text
from hp_lsp.dialects.hyperion.sweep import Assignment, Config, Sweep
from hp_lsp.dialects.hyperion.tally import tally
from hp_lsp.dialects.hyperion.varying import varying
from hp_lsp.dialects.sweeps import AxisInfo, Factor, Unrenderable

Style = Literal["gin", "hyperion"]
Bindings: TypeAlias = tuple[tuple[str, str], ...]
"""Key and value text of some bindings."""

_MOST_COMBINATIONS = 100_000


class SweepExpansion:
    """The `Expansion` of a Gin or Hyperion file; immutable, and lazy in all that costs time."""

    def __init__(self, sweep: Sweep, *, negates: bool = True) -> None:
        self.sweep = sweep
        self._negates = negates

    @property
    def count(self) -> int:
        """How many configs."""
        return self.sweep.count

    @cached_property
    def axes(self) -> tuple[AxisInfo, ...]:
        """The varied keys in the order of the text."""
        return tuple(AxisInfo(*axis) for axis in self.sweep.axes)

    @cached_property
    def factors(self) -> tuple[Factor, ...]:
        """The axes, tables and blocks, in the order of the text."""
        return factors(self.sweep)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Every key that some config binds, in the order in which configs bind them."""
        return tuple(self._outcomes)

    @cached_property
    def varying(self) -> frozenset[str]:
        """The keys that differ between configs. One that an operator computes may be named needlessly."""
        return varying(self._outcomes, self._renderer)

    def bindings(self, index: int) -> Bindings:
        """Return key and value of each binding, computed where possible, else as written."""
        return self._renderer.bindings(self.sweep.config(index))

    def render(self, index: int, style: Style) -> str:
        """Return the text of config `index`, no line end behind its last line; raises Unrenderable."""
        config = self.sweep.config(index)
        return self._renderer.text(config) if style == "gin" else self._upstream_text(config)

    @cached_property
    def obstacle_to_grid(self) -> Obstacle | None:
        """What keeps the sweep from being a plain grid."""
        return obstacle_to_grid(self.sweep, self.varying, self._renderer)

    def lines(self, index: int) -> dict[str, str]:
        """Return key and value of each line that plain Gin needs to bind config `index`; raises Unrenderable."""
        return self._renderer.lines(self.sweep.config(index))

    def tally(self, keys: Collection[str]) -> Mapping[Bindings, int] | None:
        """Return how many configs bind these keys, as far as they do, to the same values.

        Nothing is enumerated but the combinations of their values; None where these are too many.
        """
        counted = tally(self.sweep, self._slots_behind(keys), _MOST_COMBINATIONS)
        if counted is None:
            return None
        found: Counter[Bindings] = Counter()
        for config, number in counted.items():
            values = dict(self._renderer.bindings(config))
            found[tuple((key, values[key]) for key in keys if key in values)] += number
        return found

    def _slots_behind(self, keys: Collection[str]) -> frozenset[int]:
        """Return the slots that decide what these keys are: their own, and those of the macros in their values."""
        pending = [assignment for assignment in self.sweep.assignments if assignment.key in keys]
        slots: set[int] = set()
        seen: set[str] = set()
        while pending:
            assignment = pending.pop()
            slots.add(assignment.slot)
            names = set(self._renderer.macros_in(assignment)) - seen
            seen |= names
            pending.extend(definition for name in names for definition in self._definitions.get(name, ()))
        return frozenset(slots)

    @cached_property
    def _definitions(self) -> Mapping[str, list[Assignment]]:
        """The assignments that define each macro."""
        found: defaultdict[str, list[Assignment]] = defaultdict(list)
        for assignment in self.sweep.assignments:
            if name := macro_name(assignment.key):
                found[name].append(assignment)
        return found

    @cached_property
    def _outcomes(self) -> dict[str, Outcomes]:
        return outcomes(self.sweep, self._renderer.written)

    @cached_property
    def _renderer(self) -> Renderer:
        return Renderer(self.sweep, negates=self._negates)

    @cached_property
    def _lowered(self) -> Lowered:
        return lower(self.sweep.assignments)

    def _upstream_text(self, config: Config) -> str:
        if self._lowered.failure:
            raise Unrenderable(*self._lowered.failure)
        lines = [prelude_text(node) for prelude in self.sweep.preludes for node in prelude.nodes]
        texts = {assignment.key: self._lowered.values[assignment.ordinal] for assignment in config}
        texts.update(self._lowered.extra)
        lines.extend(f"{key} = {text}" for key, text in texts.items())
        return "\n".join(lines)


def expansion(document: Document) -> SweepExpansion | None:
    """Return what a document generates, a Gin file one config; None where it has errors or wrong rows."""
    tree = document.tree
    sweep = sound_sweep(tree) if isinstance(tree, Tree) else None
    is_gin = document.dialect is not None and document.dialect.language_id == "gin"
    return SweepExpansion(sweep, negates=not is_gin) if sweep else None
