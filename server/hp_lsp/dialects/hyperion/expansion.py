"""What a config file generates, by number. Knows how sweep, text and styles fit together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from functools import cached_property, partial
from typing import Literal, TypeAlias

from hp_lsp.dialects.base import Document, Refused
from hp_lsp.dialects.gin.tree import Tree
from hp_lsp.dialects.hyperion.algebra.build import sound_sweep
from hp_lsp.dialects.hyperion.algebra.effects import Outcomes, outcomes
from hp_lsp.dialects.hyperion.algebra.factors import factors
from hp_lsp.dialects.hyperion.algebra.grid import Obstacle, obstacle_to_grid
from hp_lsp.dialects.hyperion.algebra.matching import Matching, matching
from hp_lsp.dialects.hyperion.algebra.repeats import meant
from hp_lsp.dialects.hyperion.algebra.tally import Asked, tally
from hp_lsp.dialects.hyperion.algebra.varying import varying
from hp_lsp.dialects.hyperion.render import Renderer, macro_name, prelude_text
from hp_lsp.dialects.hyperion.sweep import Assignment, Config, Sweep
from hp_lsp.dialects.hyperion.upstream.lower import Lowered, lower
from hp_lsp.dialects.hyperion.values.conditions import Condition, about, parse_condition
from hp_lsp.dialects.sweeps import AxisInfo, Factor, Unrenderable

Style = Literal["gin", "hyperion"]
Bindings: TypeAlias = tuple[tuple[str, str], ...]
"""Key and value text of some bindings."""

MOST_COMBINATIONS = 100_000
"""Of more combinations of values is not said in how many configs each is."""


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
        counted = tally(self.sweep, self._asked(keys, meant), MOST_COMBINATIONS)
        if counted is None:
            return None
        found: Counter[Bindings] = Counter()
        for config, number in counted.items():
            values = dict(self._renderer.bindings(config))
            found[tuple((key, values[key]) for key in keys if key in values)] += number
        return found

    def condition(self, text: str) -> Condition | Refused:
        """Return the condition that `text` writes, about one of the keys, or what is wrong with it."""
        written = parse_condition(text)
        return written if isinstance(written, Refused) else about(written, self.keys)

    def where(self, conditions: Iterable[str], most: int = MOST_COMBINATIONS) -> Matching | Refused:
        """Return the configs that meet conditions as text, or what is wrong with one."""
        read = []
        for text in conditions:
            condition = self.condition(text)
            if isinstance(condition, Refused):
                return condition
            read.append(condition)
        return self.matching(read, most) or Refused(
            f"More than {most:,} combinations of values decide this condition; ask for a value that fewer decide."
        )

    def matching(self, conditions: Collection[Condition], most: int = MOST_COMBINATIONS) -> Matching | None:
        """Return the configs that meet all conditions; None where more than `most` combinations decide that."""
        keys = {condition.key for condition in conditions}
        used = {name for assignment in self._behind(keys) for name in self._renderer.macros_in(assignment)}

        def comes_to(assignment: Assignment) -> Hashable:
            """Of a value that only the conditions on it look at, it matters which of these it meets."""
            name = macro_name(assignment.key)
            if name in used or self._renderer.macros_in(assignment):
                return meant(assignment)
            values = self._renderer.values((assignment,), keys)
            return tuple(one.holds(values) for one in conditions if one.key == assignment.key)

        holds = partial(self._hold, conditions, keys)
        return matching(self.sweep, self._asked(keys, comes_to), holds, most)

    def meets(self, index: int, conditions: Collection[Condition]) -> bool:
        """Tell whether config `index` meets all conditions."""
        return self._hold(conditions, {one.key for one in conditions}, self.sweep.config(index))

    def _hold(self, conditions: Collection[Condition], keys: Collection[str], config: Config) -> bool:
        values = self._renderer.values(config, keys)
        return all(condition.holds(values) for condition in conditions)

    def _asked(self, keys: Collection[str], comes_to: Callable[[Assignment], Hashable]) -> Asked:
        """Return the assignments that decide what these keys are; those for which `comes_to` is equal are one."""
        first: dict[Hashable, Assignment] = {}
        return {one: first.setdefault((one.slot, comes_to(one)), one) for one in self._behind(keys)}

    def _behind(self, keys: Collection[str]) -> Iterable[Assignment]:
        """Return the assignments that decide what these keys are: their own, and those of macros in their values."""
        pending = [assignment for assignment in self.sweep.assignments if assignment.key in keys]
        slots: set[int] = set()
        seen: set[str] = set()
        while pending:
            assignment = pending.pop()
            slots.add(assignment.slot)
            names = set(self._renderer.macros_in(assignment)) - seen
            seen |= names
            pending.extend(definition for name in names for definition in self._definitions.get(name, ()))
        return [one for one in self.sweep.assignments if one.slot in slots]

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
