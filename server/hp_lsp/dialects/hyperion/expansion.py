"""What a config file generates, by number. Knows how sweep, text and styles fit together."""

from __future__ import annotations

from functools import cached_property
from typing import Literal

from hp_lsp.dialects.base import AxisInfo, Document, Unrenderable
from hp_lsp.dialects.gin.tree import Tree
from hp_lsp.dialects.hyperion.build import sound_sweep
from hp_lsp.dialects.hyperion.effects import Outcomes, outcomes
from hp_lsp.dialects.hyperion.lower import Lowered, lower
from hp_lsp.dialects.hyperion.render import Renderer, prelude_text
from hp_lsp.dialects.hyperion.sweep import Config, Sweep
from hp_lsp.dialects.hyperion.varying import varying

Style = Literal["gin", "hyperion"]


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
    def keys(self) -> tuple[str, ...]:
        """Every key that some config binds, in the order in which configs bind them."""
        return tuple(self._outcomes)

    @cached_property
    def varying(self) -> frozenset[str]:
        """The keys that differ between configs. One that an operator computes may be named needlessly."""
        return varying(self._outcomes, self._renderer)

    def bindings(self, index: int) -> tuple[tuple[str, str], ...]:
        """Return key and value of each binding, computed where possible, else as written."""
        return self._renderer.bindings(self.sweep.config(index))

    def render(self, index: int, style: Style) -> str:
        """Return the text of config `index`, no line end behind its last line; raises Unrenderable."""
        config = self.sweep.config(index)
        return self._renderer.text(config) if style == "gin" else self._upstream_text(config)

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


def parse_sweep(source: str) -> Sweep:
    """Return the sweep of a Hyperion text; raises ValueError with the first error's message."""
    from hp_lsp.dialects.hyperion.syntax import parse

    tree = parse(source)
    sweep = sound_sweep(tree)
    if sweep is None:
        raise ValueError(tree.errors[0].message if tree.errors else "A table has a row of another length.")
    return sweep
